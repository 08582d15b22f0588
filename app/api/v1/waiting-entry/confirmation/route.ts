import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { findOwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { proveWaiting } from '#lib/booking/waiting-list/prove-waiting.ts';

const prove = serve('proveWaiting', async ({ body: { code }, token }) => {
  const proved = await proveWaiting({ browserToken: token, code });
  if (proved.ok) {
    const own = await findOwnWaiting({ browserToken: token });
    // It was left, or its time is over, since.
    return own === null ? { refused: 'wrong-state' } : { json: { since: own.since.toString() } };
  }
  if (proved.reason === 'code-wrong') return { refused: proved.reason, extra: { triesLeft: proved.triesLeft } };
  return { refused: proved.reason === 'not-joining' ? 'wrong-state' : proved.reason };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: prove });
