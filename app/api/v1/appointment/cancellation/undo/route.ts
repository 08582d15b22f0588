import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changedFrom, notSeen, seeingRightOf } from '#app/api/v1/own-appointment.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';

const undo = serve('undoCancellation', async ({ token, link, version }) => {
  const right = await seeingRightOf({ token, link });
  if (right === null) return accessNeeded;
  const undone = await undoCancellation({ right, version });
  if (undone.ok) return changedFrom(version);
  if (undone.reason === 'not-cancelled') return { refused: 'wrong-state' };
  return undone.reason === 'time-gone' ? { refused: undone.reason } : notSeen(undone.reason);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: undo });
