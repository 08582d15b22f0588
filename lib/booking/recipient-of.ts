import type { Recipient } from '#lib/messaging/schema.ts';
import type { Contact } from './schema.ts';

/** Where messages about an appointment go. */
export function recipientOf(contact: Pick<Contact, 'email'>): Recipient {
  return { medium: 'email', address: contact.email };
}
