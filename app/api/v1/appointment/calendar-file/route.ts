import { apiRoute, serve } from '#app/api/v1/api-route.ts';
import { calendarFile } from '#lib/booking/calendar-file.ts';
import { readConfirmed } from '#lib/booking/read-confirmed.ts';

const read = serve('readCalendarFile', async ({ token }) => {
  const booking = await readConfirmed(token);
  if (booking === null) return { refused: 'not-found' };
  const { content, contentType, filename } = calendarFile(booking.appointment);
  return {
    file: content,
    headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${filename}"` },
  };
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: read });
