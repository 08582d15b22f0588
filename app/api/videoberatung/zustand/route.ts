import { answering, askingVisit } from '#app/api/command.ts';
import { consultationTopic, advisorTopic } from '#lib/consultation/change-consultation.ts';
import { recordPresence } from '#lib/consultation/record-presence.ts';
import { waitingState } from '#lib/consultation/waiting-state.ts';
import { eventStream } from '#lib/platform/event-stream.ts';
import { problemResponse } from '#lib/platform/problem.ts';

/** The member's state, from waiting to the end, as it changes. */
export function GET(request: Request): Promise<Response> {
  return answering('videoberatung/zustand', async () => {
    const visit = await askingVisit();
    if (visit === null) return problemResponse('not-found');
    return eventStream({
      signal: request.signal,
      topics: [consultationTopic(visit.consultationId), advisorTopic(visit.resourceId)],
      read: async () => {
        await recordPresence(visit);
        return waitingState(visit);
      },
    });
  });
}
