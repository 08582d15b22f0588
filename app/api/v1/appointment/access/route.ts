import { accessKeyOf, keyMissing } from '#app/api/v1/access-key.ts';
import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { closeAccess, openAccess } from '#lib/booking/change/open-access.ts';

const open = serve('openAccess', async ({ body: { bookingCode, code }, link, token }) => {
  const key = accessKeyOf(link, bookingCode);
  if (key === null) return keyMissing;
  const opened = await openAccess({ key, code, browserToken: token });
  if (opened.ok) return { json: { openUntil: opened.expiresAt.toString() } };
  if (opened.reason === 'code-wrong') return { refused: opened.reason, extra: { triesLeft: opened.triesLeft } };
  return { refused: opened.reason === 'no-code' ? 'code-expired' : opened.reason };
});

const close = serve('closeAccess', async ({ token }) => {
  await closeAccess(token);
  return { done: true };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: open, DELETE: close });
