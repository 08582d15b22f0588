import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changeRightOf, notChangeable } from '#app/api/v1/own-appointment.ts';
import { findOwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { waitForEarlier } from '#lib/booking/waiting-list/wait-for-earlier.ts';

const wait = serve('waitForEarlier', async ({ body: { sameAdvisor, ...days }, token }) => {
  const right = await changeRightOf(token);
  if (right === null) return accessNeeded;
  const waiting = await waitForEarlier({ right, days, ...(sameAdvisor !== undefined && { sameAdvisor }) });
  if (waiting.ok) {
    const own = await findOwnWaiting({ appointment: right });
    return own === null ? accessNeeded : { json: { since: own.since.toString() } };
  }
  if (waiting.reason === 'gone') return accessNeeded;
  if (waiting.reason === 'unknown-days') return { refused: waiting.reason };
  return waiting.reason === 'group' ? { refused: 'unknown-choice' } : notChangeable(waiting.reason);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: wait });
