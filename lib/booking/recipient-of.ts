import type { Recipient } from '#lib/messaging/schema.ts';
import type { Contact } from './schema.ts';

/** Where messages about an appointment go: the way that was chosen (BK7). */
export function recipientOf({ email, phone }: Pick<Contact, 'email' | 'phone'>): Recipient {
  return email === null ? { medium: 'sms', number: phone } : { medium: 'email', address: email };
}
