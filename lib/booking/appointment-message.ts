import { env } from '#lib/platform/env.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Contact } from './schema.ts';
import type { AppointmentView } from './appointment-view.ts';
import { calendarFile, type InCalendar } from './calendar-file.ts';
import { spellBookingCode } from './core/booking-code.ts';
import { recipientOf } from './recipient-of.ts';

/** Messages that say how an appointment stands. */
export type AppointmentTemplate = 'appointment-confirmed' | 'appointment-moved' | 'appointment-channel-switched';

/** What messages say of an appointment. */
export type Told = InCalendar & { center: Pick<AppointmentView['center'], 'timeZone'> };

/** A message about an appointment, from what its row says: time, way, link, booking code, and the calendar file. */
export function appointmentMessage<Template extends AppointmentTemplate | 'appointment-reminder'>(
  template: Template,
  appointment: Told,
  contact: Pick<Contact, 'email' | 'phone'>,
  linkToken: string,
) {
  const { center, channel, locale, startsAt, bookingCode } = appointment;
  return {
    template,
    to: recipientOf(contact),
    locale,
    values: {
      startsAt: startsAt.toString(),
      zone: center.timeZone,
      channel,
      place:
        channel === 'on_site'
          ? { name: center.name, street: center.street, city: `${center.postcode} ${center.city}` }
          : null,
      link: linkOf(channel === 'video' ? '/videoberatung' : '/termin/mein', locale, linkToken),
      manageLink: linkOf('/termin/mein', locale, linkToken),
      bookingCode: spellBookingCode(bookingCode ?? ''),
    },
    attachments: [calendarFile(appointment)],
  };
}

/** Says that an appointment is cancelled, and how to take that back; the file takes it out of the calendar. */
export function cancellationMessage(appointment: Told, contact: Pick<Contact, 'email' | 'phone'>, linkToken: string) {
  const { center, locale, startsAt } = appointment;
  return {
    template: 'appointment-cancelled' as const,
    to: recipientOf(contact),
    locale,
    values: {
      startsAt: startsAt.toString(),
      zone: center.timeZone,
      link: linkOf('/termin/mein', locale, linkToken),
    },
    attachments: [calendarFile(appointment)],
  };
}

/** With the token in the fragment, which no server is sent and no log has. */
function linkOf(page: '/termin/mein' | '/videoberatung', locale: 'de' | 'en', linkToken: string): string {
  return `${env().PUBLIC_URL}${localePath(locale, page)}#${linkToken}`;
}
