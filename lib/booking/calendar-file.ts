import { createTranslator } from 'use-intl/core';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { brand } from '#lib/platform/brand.ts';
import { env } from '#lib/platform/env.ts';
import { messagesOf } from '#lib/platform/i18n/messages.ts';
import { toDate } from '#lib/platform/time.ts';
import type { AppointmentView } from './appointment-view.ts';
import { spellBookingCode } from './core/booking-code.ts';

export interface CalendarFile {
  filename: string;
  contentType: string;
  content: string;
}

/** What a calendar says of an appointment. */
export type InCalendar = Pick<
  AppointmentView,
  'id' | 'state' | 'version' | 'startsAt' | 'endsAt' | 'createdAt' | 'channel' | 'locale' | 'bookingCode'
> & { center: Pick<AppointmentView['center'], 'name' | 'street' | 'postcode' | 'city'> };

/**
 * The appointment for the member's own calendar (RFC 5545). A calendar is often shared and synchronised, so it names
 * neither service nor person nor the link to the room (BK7). The same appointment always has the same UID, and a higher
 * number after each change; a cancelled one says so.
 */
export function calendarFile(appointment: InCalendar): CalendarFile {
  const t = createTranslator({
    locale: appointment.locale,
    messages: messagesOf(appointment.locale),
    namespace: 'mail',
  });
  const channel = t(`facts.channel.${appointment.channel}`);
  const { center, bookingCode } = appointment;
  const cancelled = appointment.state === 'cancelled';
  const method = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({
    prodId: { company: brand.name, product: 'Sprechzeit', language: appointment.locale.toUpperCase() },
    method,
  });
  calendar.createEvent({
    id: `${appointment.id}@${new URL(env().PUBLIC_URL).hostname}`,
    sequence: appointment.version,
    ...(cancelled && { status: ICalEventStatus.CANCELLED }),
    stamp: toDate(appointment.createdAt),
    start: toDate(appointment.startsAt),
    end: toDate(appointment.endsAt),
    summary: t('calendar.title'),
    description:
      bookingCode === null ? channel : `${channel}\n${t('facts.bookingCode')}: ${spellBookingCode(bookingCode)}`,
    ...(appointment.channel === 'on_site'
      ? { location: `${center.name}, ${center.street}, ${center.postcode} ${center.city}` }
      : {}),
  });
  return {
    filename: 'termin.ics',
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    content: calendar.toString(),
  };
}
