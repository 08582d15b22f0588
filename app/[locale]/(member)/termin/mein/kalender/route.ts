import { findAppointmentByLink } from '#lib/booking/find-appointment-by-link.ts';
import { calendarAnswer } from '../../calendar-answer.ts';
import { shownLink } from '../shown-link.ts';

/** The calendar file of the appointment that is shown by its mail's link. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const token = await shownLink();
  return calendarAnswer(token === null ? null : await findAppointmentByLink(token), (await params).locale);
}
