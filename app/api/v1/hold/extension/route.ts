import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { extendHold } from '#lib/booking/hold/extend-hold.ts';

const extend = serve('extendHold', async ({ token }) => {
  const extended = await extendHold(token);
  if (!extended.ok) return { refused: extended.reason === 'used-up' ? 'limit-reached' : extended.reason };
  return { json: { expiresAt: extended.expiresAt.toString(), extensionsLeft: extended.extensionsLeft } };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: extend });
