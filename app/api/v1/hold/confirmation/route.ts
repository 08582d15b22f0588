import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';

const confirm = serve('confirmAppointment', async ({ body: { code }, token }) => {
  const confirmed = await confirmAppointment({ browserToken: token, code });
  if (confirmed.ok) return { json: { appointmentId: confirmed.appointmentId } };
  if (confirmed.reason === 'code-wrong')
    return { refused: confirmed.reason, extra: { triesLeft: confirmed.triesLeft } };
  return { refused: confirmed.reason };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: confirm });
