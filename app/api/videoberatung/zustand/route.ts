import { cookies } from 'next/headers';
import { answering } from '#app/api/command.ts';
import { consultationTopic, advisorTopic } from '#lib/consultation/change-consultation.ts';
import { currentVisit, visitCookie } from '#lib/consultation/current-visit.ts';
import { recordPresence } from '#lib/consultation/record-presence.ts';
import { waitingState } from '#lib/consultation/waiting-state.ts';
import { eventStream } from '#lib/platform/event-stream.ts';
import { problemResponse } from '#lib/platform/problem.ts';

/** The member's state, from waiting to the end, as it changes. */
export function GET(request: Request): Promise<Response> {
  return answering('videoberatung/zustand', async () => {
    const token = (await cookies()).get(visitCookie)?.value;
    const visit = await currentVisit(token);
    if (visit === null) return problemResponse('not-found');
    return eventStream({
      signal: request.signal,
      topics: [consultationTopic(visit.consultationId), advisorTopic(visit.resourceId)],
      read: async () => {
        // The visit may end while the stream is open.
        const still = await currentVisit(token);
        if (still === null) return null;
        await recordPresence(still);
        return waitingState(still);
      },
    });
  });
}
