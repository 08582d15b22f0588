import type { Temporal } from '#lib/platform/time.ts';
import type { WaitingEntry } from '#prisma/generated/client.ts';
import type { DataKey } from '#lib/booking/data-key.ts';
import type { Mailing } from '#lib/booking/mail-change.ts';
import type { Contact } from '#lib/booking/schema.ts';
import type { Fit } from './fit-kept-time.ts';
import type { KeptTime } from './kept-time.sql.ts';

/** An offer that is being accepted, with all that it needs under lock. */
export interface Acceptance {
  entry: WaitingEntry;
  contact: Contact;
  kept: KeptTime;
  fit: Fit;
  offerId: string;
  now: Temporal.Instant;
}

/** What it becomes. */
export interface AcceptedAs {
  /** Of the appointment */
  id: string;
  dataKey: DataKey;
  /** Of an appointment that there is; `null`: a new one */
  mailing: Mailing | null;
  bookingCode: string;
}

const accepted = 'offer-accepted:';

/** Names the message of an accepted offer: there is one, and it says what became of it. */
export const acceptedOnce = (offerId: string): string => `${accepted}${offerId}`;

/** Appointments that came to be by accepting an offer. */
export const byOffer = { outbox: { some: { once: { startsWith: accepted }, template: 'appointment-confirmed' } } };
