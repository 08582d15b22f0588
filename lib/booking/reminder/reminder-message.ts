import type { Recipient } from '#lib/messaging/schema.ts';
import { appointmentMessage, type Told } from '#lib/booking/appointment-message.ts';
import { readPhone } from '#lib/booking/core/phone-number.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import type { Contact } from '#lib/booking/schema.ts';
import type { ReminderCandidate } from './reminder.sql.ts';

/**
 * A reminder says what the confirmation said; once the appointment begins, nobody is sent it any more. A phone that was
 * given beside the mailbox was never proved, and may be a stranger's: it is told the time, and nothing that opens more.
 */
export function reminderMessage(appointment: Told, contact: Contact, to: Recipient, linkToken: string) {
  const message = appointmentMessage('appointment-reminder', appointment, contact, linkToken);
  const isProved = to.medium === message.to.medium;
  return { ...message, to, values: { ...message.values, validUntil: message.values.startsAt, isProved } };
}

/**
 * Whom a service's reminders go to: the way that was chosen, a phone, or both. A number that takes no SMS is passed over.
 */
export function reminderRecipients(contact: Contact, way: ReminderCandidate['remindBy']): Recipient[] {
  const chosen = recipientOf(contact);
  const takesSms = readPhone(contact.phone)?.mayTakeSms === true;
  if (way === 'preferred' || chosen.medium === 'sms' || !takesSms) return [chosen];
  const phone: Recipient = { medium: 'sms', number: contact.phone };
  return way === 'sms' ? [phone] : [chosen, phone];
}
