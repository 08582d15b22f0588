import { z } from 'zod';
import { appointmentCancelled } from './templates/appointment-cancelled.ts';
import { appointmentChannelSwitched } from './templates/appointment-channel-switched.ts';
import { appointmentConfirmed } from './templates/appointment-confirmed.ts';
import { appointmentMoved } from './templates/appointment-moved.ts';
import { appointmentReminder } from './templates/appointment-reminder.ts';
import { limitReached } from './templates/limit-reached.ts';
import { oneTimeCode } from './templates/one-time-code.ts';
import { waitingJoined } from './templates/waiting-joined.ts';
import { waitingOffer } from './templates/waiting-offer.ts';
import { waitingOfferGone } from './templates/waiting-offer-gone.ts';

export const media = ['email', 'sms'] as const;
export type Medium = (typeof media)[number];

/** One mailbox or one phone, the number in E.164. */
const recipientSchema = z.discriminatedUnion('medium', [
  z.object({ medium: z.literal('email'), address: z.email() }),
  z.object({ medium: z.literal('sms'), number: z.string().regex(/^\+[1-9]\d{5,14}$/) }),
]);
export type Recipient = z.infer<typeof recipientSchema>;

const envelopeSchema = z.object({
  to: recipientSchema,
  locale: z.enum(['de', 'en']),
  /** Of a mail; an SMS carries none */
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() })).default([]),
});

/**
 * What a message says: one file of `templates/` each. No template has a field for a name, a concern, a service or
 * anything else about a person (BK7): what is not there cannot be sent. One whose values have `validUntil` is not sent
 * after that instant.
 */
const contentSchema = z.discriminatedUnion('template', [
  oneTimeCode,
  appointmentConfirmed,
  appointmentMoved,
  appointmentChannelSwitched,
  appointmentCancelled,
  appointmentReminder,
  waitingJoined,
  waitingOffer,
  waitingOfferGone,
  limitReached,
]);

/** A mail or an SMS to be; the sealed payload of an outbox message. */
export const messageSchema = envelopeSchema.and(contentSchema);
export type Message = z.infer<typeof messageSchema>;
