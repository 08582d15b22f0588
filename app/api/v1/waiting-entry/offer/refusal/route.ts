import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { ownWaitingOf } from '#app/api/v1/own-waiting.ts';
import { declineOffer } from '#lib/booking/waiting-list/decline-offer.ts';

const decline = serve('declineOffer', async ({ body: { offerId }, token, link }) => {
  const own = await ownWaitingOf({ token, link });
  const declined = own !== null && (await declineOffer({ right: own.right, offerId }));
  return declined ? { json: { state: 'declined' as const } } : { refused: 'time-gone' };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: decline });
