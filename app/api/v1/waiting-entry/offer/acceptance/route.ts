import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { ownWaitingOf } from '#app/api/v1/own-waiting.ts';
import { acceptOffer } from '#lib/booking/waiting-list/accept-offer.ts';

const accept = serve('acceptOffer', async ({ body: { offerId }, token, link }) => {
  const own = await ownWaitingOf({ token, link });
  const accepted = await acceptOffer({ right: own?.right ?? null, offerId, browserToken: token });
  if (accepted.ok) return { json: { moved: accepted.moved } };
  return { refused: accepted.reason === 'not-changeable' ? accepted.reason : 'time-gone' };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: accept });
