import { answering, askingAdvisor } from '#app/api/command.ts';
import { advisorState, recordAdvisorLook } from '#lib/consultation/advisor-state.ts';
import { consultationTopic } from '#lib/consultation/change-consultation.ts';
import { consultationId } from '#lib/consultation/schema.ts';
import { readStaffSession } from '#lib/identity/read-staff-session.ts';
import { hasRole } from '#lib/identity/staff-actor.ts';
import { eventStream } from '#lib/platform/event-stream.ts';
import { problemResponse } from '#lib/platform/problem.ts';

/** The advisor's state of one consultation, as it changes. */
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answering('arbeitsplatz/videoberatung/zustand', async () => {
    const asking = await askingAdvisor();
    if ('refusal' in asking) return asking.refusal;
    const id = consultationId.safeParse((await params).id);
    if (!id.success || !(await recordAdvisorLook(asking.actor, id.data))) return problemResponse('not-found');
    return eventStream({
      signal: request.signal,
      topics: [consultationTopic(id.data)],
      read: async () => {
        const actor = await readStaffSession(asking.actor.sessionId);
        return actor !== null && hasRole(actor, 'advisor') ? advisorState(actor, id.data) : null;
      },
    });
  });
}
