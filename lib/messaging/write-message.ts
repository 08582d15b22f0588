import type { Message } from './schema.ts';
import { writeAppointmentCancelled } from './templates/appointment-cancelled.ts';
import { writeAppointmentChannelSwitched } from './templates/appointment-channel-switched.ts';
import { writeAppointmentConfirmed } from './templates/appointment-confirmed.ts';
import { writeAppointmentMoved } from './templates/appointment-moved.ts';
import { writeAppointmentReminder } from './templates/appointment-reminder.ts';
import { writeLimitReached } from './templates/limit-reached.ts';
import { writeOneTimeCode } from './templates/one-time-code.ts';
import { writeWaitingJoined } from './templates/waiting-joined.ts';
import { writeWaitingOffer } from './templates/waiting-offer.ts';
import { writeWaitingOfferGone } from './templates/waiting-offer-gone.ts';
import type { Written } from './templates/written.ts';

/** The words of a message in its language. */
export function writeMessage(message: Message): Written {
  switch (message.template) {
    case 'one-time-code':
      return writeOneTimeCode(message.values, message.locale);
    case 'appointment-confirmed':
      return writeAppointmentConfirmed(message.values, message.locale);
    case 'appointment-moved':
      return writeAppointmentMoved(message.values, message.locale);
    case 'appointment-channel-switched':
      return writeAppointmentChannelSwitched(message.values, message.locale);
    case 'appointment-cancelled':
      return writeAppointmentCancelled(message.values, message.locale);
    case 'appointment-reminder':
      return writeAppointmentReminder(message.values, message.locale);
    case 'waiting-joined':
      return writeWaitingJoined(message.values, message.locale);
    case 'waiting-offer':
      return writeWaitingOffer(message.values, message.locale);
    case 'waiting-offer-gone':
      return writeWaitingOfferGone(message.values, message.locale);
    case 'limit-reached':
      return writeLimitReached(message.values, message.locale);
  }
}
