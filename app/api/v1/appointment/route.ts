import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { bookedAnswer, changeAnswer } from '#app/api/v1/booked-answer.ts';
import { findOwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import { lastDayOf } from '#lib/booking/retention.ts';

const read = serve('readAppointment', async ({ token, link }) => {
  const own = await findOwnAppointment({ linkToken: link, browserToken: token });
  const booked = await readConfirmed(token);
  const appointment = own?.appointment ?? (link === null ? booked?.appointment : undefined);
  if (appointment === undefined || appointment.state === 'held') return { refused: 'not-found' };
  const given = booked?.appointment.id === appointment.id ? booked : { contact: null, concern: null };
  const { state, version, bookingCode, lateMinutes } = appointment;
  return {
    json: {
      ...bookedAnswer(appointment),
      state,
      version,
      bookingCode,
      lateMinutes,
      contact: given.contact,
      concern: given.concern,
      deletedBy: lastDayOf(appointment).toString(),
      change: own === null ? null : await changeAnswer(own),
    },
  };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read });
