import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { accessNeeded, changedFrom, changeRightOf, notChanged } from '#app/api/v1/own-appointment.ts';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';

const cancel = serve('cancelAppointment', async ({ token, version }) => {
  const right = await changeRightOf(token);
  if (right === null) return accessNeeded;
  const cancelled = await cancelAppointment({ right, version });
  return cancelled.ok ? changedFrom(version) : notChanged(cancelled.reason);
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: cancel });
