import { env } from '#lib/platform/env.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { sealMessage, type SealedMessage } from '#lib/messaging/enqueue-message.ts';
import { spellBookingCode } from '#lib/booking/core/booking-code.ts';
import type { DataKey } from '#lib/booking/data-key.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import type { Channel, Contact } from '#lib/booking/schema.ts';
import { waitingCodeOf, waitingTokenOf } from './waiting-entry.ts';

/** Who waits, with what the messages to them need. */
export interface WaitingPerson {
  entryId: string;
  locale: 'de' | 'en';
  dataKey: DataKey;
  contact: Contact;
}

/** Says that somebody is on the list, and how to leave it. */
export function joinedMessage(
  person: WaitingPerson,
  { lastDay, hasAppointment }: { lastDay: Temporal.PlainDate; hasAppointment: boolean },
): SealedMessage {
  const { locale, dataKey, contact } = person;
  const values = { lastDay: lastDay.toString(), hasAppointment, ...waysBack(person) };
  return sealMessage({ template: 'waiting-joined', to: recipientOf(contact), locale, values }, dataKey);
}

export interface OfferedTime {
  offerId: string;
  startsAt: Temporal.Instant;
  until: Temporal.Instant;
  channel: Channel;
  center: { name: string; street: string; postcode: string; city: string; timeZone: string };
  /** The start of the appointment that it would take the place of */
  insteadOf: Temporal.Instant | null;
}

/** Says which time is this person's alone, and until when. Told once. */
export function offerMessage(person: WaitingPerson, offered: OfferedTime): SealedMessage {
  const { locale, dataKey, contact } = person;
  const { center, channel } = offered;
  const values = {
    startsAt: offered.startsAt.toString(),
    zone: center.timeZone,
    channel,
    place:
      channel === 'on_site'
        ? { name: center.name, street: center.street, city: `${center.postcode} ${center.city}` }
        : null,
    validUntil: offered.until.toString(),
    insteadOf: offered.insteadOf?.toString() ?? null,
    ...waysBack(person),
  };
  const message = { template: 'waiting-offer' as const, to: recipientOf(contact), locale, values };
  return sealMessage(message, dataKey, `offer:${offered.offerId}`);
}

/** Says that an offer ran out. Told once. */
export function offerGoneMessage(
  person: WaitingPerson,
  { offerId, startsAt, zone }: { offerId: string; startsAt: Temporal.Instant; zone: string },
): SealedMessage {
  const { locale, dataKey, contact } = person;
  const values = { startsAt: startsAt.toString(), zone, ...waysBack(person) };
  const message = { template: 'waiting-offer-gone' as const, to: recipientOf(contact), locale, values };
  return sealMessage(message, dataKey, `offer-gone:${offerId}`);
}

/** The link with the token in its fragment, which no server is sent, and the code for those who cannot follow it. */
function waysBack({ entryId, locale, dataKey }: WaitingPerson): { link: string; code: string } {
  const page = `${env().PUBLIC_URL}${localePath(locale, '/termin/warteliste/mein')}`;
  return {
    link: `${page}#${waitingTokenOf(dataKey, entryId)}`,
    code: spellBookingCode(waitingCodeOf(dataKey, entryId)),
  };
}
