import { env } from '#lib/platform/env.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Contact } from './schema.ts';
import { type AppointmentRow, viewOf } from './appointment-view.ts';
import { calendarFile } from './calendar-file.ts';
import { spellBookingCode } from './core/booking-code.ts';
import { recipientOf } from './recipient-of.ts';

/** Messages that say how an appointment stands. */
export type AppointmentTemplate = 'appointment-confirmed' | 'appointment-moved' | 'appointment-channel-switched';

/** A message about an appointment, from what its row says: time, way, link, booking code, and the calendar file. */
export function appointmentMessage<Template extends AppointmentTemplate | 'appointment-reminder'>(
  template: Template,
  row: AppointmentRow,
  contact: Pick<Contact, 'email' | 'phone'>,
  linkToken: string,
) {
  const view = viewOf(row);
  const { center, channel, locale, startsAt, bookingCode } = view;
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
    attachments: [calendarFile(view)],
  };
}

/** Says that an appointment is cancelled, and how to take that back; the file takes it out of the calendar. */
export function cancellationMessage(row: AppointmentRow, contact: Pick<Contact, 'email' | 'phone'>, linkToken: string) {
  const view = viewOf(row);
  const { center, locale, startsAt } = view;
  return {
    template: 'appointment-cancelled' as const,
    to: recipientOf(contact),
    locale,
    values: {
      startsAt: startsAt.toString(),
      zone: center.timeZone,
      link: linkOf('/termin/mein', locale, linkToken),
    },
    attachments: [calendarFile(view)],
  };
}

/** With the token in the fragment, which no server is sent and no log has. */
function linkOf(page: '/termin/mein' | '/videoberatung', locale: 'de' | 'en', linkToken: string): string {
  return `${env().PUBLIC_URL}${localePath(locale, page)}#${linkToken}`;
}
