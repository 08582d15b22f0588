import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changedFrom, notSeen, seeingRightOf } from '#app/api/v1/own-appointment.ts';
import { announceLateness } from '#lib/booking/change/announce-lateness.ts';

const announce = serve('announceLateness', async ({ body: { minutes }, token, link, version }) => {
  const right = await seeingRightOf({ token, link });
  if (right === null) return accessNeeded;
  const announced = await announceLateness({ right, version, minutes });
  if (announced.ok) return changedFrom(version);
  return announced.reason === 'not-offered' ? { refused: 'wrong-state' } : notSeen(announced.reason);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: announce });
