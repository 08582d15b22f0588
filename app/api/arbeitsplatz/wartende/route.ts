import { answering, askingAdvisor } from '#app/api/command.ts';
import { listWaiting, waitingListTopics } from '#lib/consultation/list-waiting.ts';
import { readStaffSession } from '#lib/identity/read-staff-session.ts';
import { hasRole } from '#lib/identity/staff-actor.ts';
import { eventStream } from '#lib/platform/event-stream.ts';

/** Who waits for the advisor who is signed in, as it changes. */
export function GET(request: Request): Promise<Response> {
  return answering('arbeitsplatz/wartende', async () => {
    const asking = await askingAdvisor();
    if ('refusal' in asking) return asking.refusal;
    const shown = new Set<string>();
    return eventStream({
      signal: request.signal,
      topics: await waitingListTopics(asking.actor),
      read: async () => {
        const actor = await readStaffSession(asking.actor.sessionId);
        return actor !== null && hasRole(actor, 'advisor') ? listWaiting(actor, shown) : null;
      },
    });
  });
}
