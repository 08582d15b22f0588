import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { calendarFile } from '#lib/booking/calendar-file.ts';
import { findOwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';

const read = serve('readCalendarFile', async ({ token, link }) => {
  const own = await findOwnAppointment({ linkToken: link, browserToken: token });
  const appointment = own?.appointment ?? (link === null ? (await readConfirmed(token))?.appointment : undefined);
  if (appointment === undefined) return { refused: 'not-found' };
  const { content, contentType, filename } = calendarFile(appointment);
  return {
    file: content,
    headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${filename}"` },
  };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read });
