import { getLocale } from 'next-intl/server';
import type { BookedAppointmentProps } from '#components/booking/booked-appointment.tsx';
import { type AppointmentView, minutesOf, topicsOf } from '#lib/booking/appointment-view.ts';
import { spellBookingCode } from '#lib/booking/core/booking-code.ts';
import { timeInWords } from './offers.ts';

/** A booked appointment in words. */
export async function bookedFacts(appointment: AppointmentView): Promise<BookedAppointmentProps> {
  const { startsAt, center, channel, advisor, bookingCode } = appointment;
  return {
    when: await timeInWords(startsAt, center.timeZone),
    duration: minutesOf(appointment),
    topics: topicsOf(appointment, await getLocale()),
    channel,
    center,
    advisor: advisor.label,
    bookingCode: spellBookingCode(bookingCode ?? ''),
  };
}
