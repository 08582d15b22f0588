import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changedFrom, changeRightOf, notChanged } from '#app/api/v1/own-appointment.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';

const move = serve('moveAppointment', async ({ token, version }) => {
  const right = await changeRightOf(token);
  if (right === null) return accessNeeded;
  const moved = await moveAppointment({ right, version });
  if (moved.ok) return changedFrom(version);
  if (moved.reason === 'hold-expired' || moved.reason === 'too-far') return { refused: moved.reason };
  return notChanged(moved.reason);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: move });
