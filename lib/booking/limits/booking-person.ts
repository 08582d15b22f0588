import { recipientOf } from '#lib/booking/recipient-of.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { identityHash, mailboxHash } from './identity-hash.ts';
import type { BookingPerson } from './person-booking.sql.ts';

/** As whom a booking is counted (BK12). */
export function bookingPersonOf(contact: Contact): BookingPerson {
  return { identityHash: identityHash(contact), mailboxHash: mailboxHash(recipientOf(contact)) };
}
