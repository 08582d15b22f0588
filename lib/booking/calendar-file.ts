import ical, { ICalCalendarMethod } from 'ical-generator';
import { brand } from '#lib/platform/brand.ts';
import { env } from '#lib/platform/env.ts';
import { toDate } from '#lib/platform/time.ts';
import type { AppointmentView } from './appointment-view.ts';

const texts = {
  de: {
    title: 'Ihr Termin',
    code: 'Buchungscode',
    channel: { on_site: 'Persönlich vor Ort', video: 'Per Video', phone: 'Am Telefon' },
  },
  en: {
    title: 'Your appointment',
    code: 'Booking code',
    channel: { on_site: 'In person', video: 'By video', phone: 'By phone' },
  },
} as const;

export interface CalendarFile {
  filename: string;
  contentType: string;
  content: string;
}

/**
 * The appointment for the member's own calendar (RFC 5545). A calendar is often shared and synchronised, so it names
 * neither service nor person nor the link to the room (BK7). The same appointment always has the same UID.
 */
export function calendarFile(
  appointment: Pick<
    AppointmentView,
    'id' | 'startsAt' | 'endsAt' | 'createdAt' | 'channel' | 'center' | 'locale' | 'bookingCode'
  >,
): CalendarFile {
  const text = texts[appointment.locale];
  const { center, bookingCode } = appointment;
  const calendar = ical({
    prodId: { company: brand.name, product: 'Sprechzeit', language: appointment.locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${appointment.id}@${new URL(env().PUBLIC_URL).hostname}`,
    stamp: toDate(appointment.createdAt),
    start: toDate(appointment.startsAt),
    end: toDate(appointment.endsAt),
    summary: text.title,
    description:
      bookingCode === null
        ? text.channel[appointment.channel]
        : `${text.channel[appointment.channel]}\n${text.code}: ${bookingCode}`,
    ...(appointment.channel === 'on_site'
      ? { location: `${center.name}, ${center.street}, ${center.postcode} ${center.city}` }
      : {}),
  });
  return {
    filename: 'termin.ics',
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: calendar.toString(),
  };
}
