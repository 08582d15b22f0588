import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import { browserToken } from '../browser.ts';
import { calendarAnswer } from '../calendar-answer.ts';

/** The calendar file of what this browser has booked. No id in the address: the cookie says whose it is. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const booking = await readConfirmed(await browserToken());
  return calendarAnswer(booking?.appointment ?? null, (await params).locale);
}
