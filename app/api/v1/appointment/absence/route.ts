import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changedFrom, notChanged, seeingRightOf } from '#app/api/v1/own-appointment.ts';
import { announceAbsence } from '#lib/booking/change/cancel-appointment.ts';

const announce = serve('announceAbsence', async ({ token, link, version }) => {
  const right = await seeingRightOf({ token, link });
  if (right === null) return accessNeeded;
  const announced = await announceAbsence({ right, version });
  if (announced.ok) return changedFrom(version);
  return announced.reason === 'cancellable' ? { refused: 'wrong-state' } : notChanged(announced.reason);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: announce });
