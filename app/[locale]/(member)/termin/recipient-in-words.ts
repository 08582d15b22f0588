import { readablePhone } from '#lib/booking/core/readable-phone.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import type { Contact, ReachWay } from '#lib/booking/schema.ts';

/** Where messages go, as people read it. */
export function recipientInWords(contact: Pick<Contact, 'email' | 'phone'>): { way: ReachWay; address: string } {
  const to = recipientOf(contact);
  return to.medium === 'email'
    ? { way: 'email', address: to.address }
    : { way: 'sms', address: readablePhone(to.number) };
}
