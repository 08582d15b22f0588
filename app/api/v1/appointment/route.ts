import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { bookedAnswer } from '#app/api/v1/booked-answer.ts';
import { readConfirmed } from '#lib/booking/read-confirmed.ts';

const read = serve('readAppointment', async ({ token }) => {
  const booking = await readConfirmed(token);
  if (booking === null || booking.appointment.state === 'held') return { refused: 'not-found' };
  const { appointment, contact, concern, deletedBy } = booking;
  const { state, bookingCode } = booking.appointment;
  return {
    json: { ...bookedAnswer(appointment), state, bookingCode, contact, concern, deletedBy: deletedBy.toString() },
  };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read });
