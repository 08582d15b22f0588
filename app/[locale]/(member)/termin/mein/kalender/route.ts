import { calendarAnswer } from '../../calendar-answer.ts';
import { ownAppointment } from '../own.ts';

/** The calendar file of the appointment that this browser stands before. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const own = await ownAppointment();
  return calendarAnswer(own?.appointment ?? null, (await params).locale);
}
