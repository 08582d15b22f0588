import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { calendarFile } from '#lib/booking/calendar-file.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { isLocale } from '#lib/platform/i18n/routing.ts';

/** The calendar file of an appointment; whoever has none is led to the booking. */
export function calendarAnswer(appointment: AppointmentView | null, locale: string): Response {
  if (appointment === null) {
    const location = localePath(isLocale(locale) ? locale : 'de', '/termin');
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  }
  const { content, contentType, filename } = calendarFile(appointment);
  return new Response(content, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${filename}"`,
      'cache-control': 'private, no-store',
    },
  });
}
