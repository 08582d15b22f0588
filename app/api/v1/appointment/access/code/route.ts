import { accessKeyOf, keyMissing } from '#app/api/v1/access-key.ts';
import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { requestAccess } from '#lib/booking/change/request-access.ts';

const request = serve('requestAccess', async ({ body: { bookingCode }, link, token }) => {
  const key = accessKeyOf(link, bookingCode);
  if (key === null) return keyMissing;
  const requested = await requestAccess({ key, browserToken: token });
  if (!requested.ok) return { refused: requested.reason === 'used-up' ? 'limit-reached' : 'not-found' };
  const { browserToken, expiresAt, sent } = requested;
  return { json: { token: browserToken, codeValidUntil: expiresAt.toString(), sent } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: request });
