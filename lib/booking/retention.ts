import { cutOffSql, isExpired, type Keep, lastDay, notExpired, type RetentionRule } from '#lib/platform/retention.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import {
  accessMinutes,
  apiAnswerMinutes,
  appointmentDays,
  concernDays,
  draftMinutes,
  holdMinutes,
  videoDays,
  waitingDays,
} from './policy.ts';
import type { Channel } from './schema.ts';

const legalBasis = 'Art. 6(1)(b) DSGVO' as const;
const videoKeep = { days: videoDays };
const appointmentKeep = { days: appointmentDays };
/** The concern's clock, from the appointment's end on. */
export const concernKeep: Keep = { days: concernDays };

/**
 * An appointment with all that is known of its person is one matter under one data key. Its clock depends on the
 * channel, the concern has a shorter one, and a hold the shortest.
 */
export const retention: readonly RetentionRule[] = [
  {
    model: 'Appointment',
    fields: '*',
    when: { channel: ['video'] },
    purpose:
      'Arranging and holding a video consultation, and reaching the person, or whoever acts for them (AX3), about it',
    legalBasis,
    startsAt: 'createdAt',
    keep: videoKeep,
    goes: 'row',
    keyRef: 'keyRef',
  },
  {
    model: 'Appointment',
    fields: '*',
    when: { channel: ['on_site', 'phone'] },
    purpose:
      'Arranging and holding an appointment on site or by phone, and reaching the person, or whoever acts for them (AX3), about it',
    legalBasis,
    startsAt: 'endsAt',
    keep: appointmentKeep,
    goes: 'row',
    keyRef: 'keyRef',
  },
  {
    model: 'Appointment',
    fields: ['concern'],
    purpose: 'Lets the advisor prepare the appointment',
    legalBasis,
    startsAt: 'endsAt',
    keep: concernKeep,
    goes: 'fields',
  },
  {
    model: 'Appointment',
    fields: ['expiresAt', 'promisedUntil'],
    when: { state: ['held'] },
    purpose: 'Keeps a chosen time free while the form is filled in',
    legalBasis,
    startsAt: 'expiresAt',
    keep: 'until',
    lasts: { minutes: holdMinutes },
    goes: 'row',
    keyRef: 'keyRef',
  },
  {
    model: 'Claim',
    fields: '*',
    purpose: 'Keeps two appointments from taking the same time of one advisor',
    legalBasis,
    startsAt: 'endsAt',
    keep: { days: videoDays },
    goes: { with: 'Appointment' },
  },
  {
    model: 'AppointmentService',
    fields: '*',
    purpose: 'What an appointment is for besides its first service',
    legalBasis,
    startsAt: 'endsAt',
    keep: { days: videoDays },
    goes: { with: 'Appointment' },
  },
  {
    model: 'PersonBooking',
    fields: '*',
    purpose: 'Limits how many bookings one person has ahead and makes in a week (BK12); keyed hashes only',
    legalBasis,
    startsAt: 'endsAt',
    keep: { days: videoDays },
    goes: { with: 'Appointment' },
  },
  {
    model: 'AppointmentAccess',
    fields: '*',
    purpose: 'A browser that proved the mailbox or phone may change the appointment for a while (BK6)',
    legalBasis,
    startsAt: 'expiresAt',
    keep: 'until',
    lasts: { minutes: accessMinutes },
    goes: 'row',
  },
  {
    model: 'WaitingEntry',
    fields: '*',
    purpose: 'Tells a person when something comes free (BK8); deleted once answered, withdrawn or past',
    legalBasis,
    startsAt: 'expiresAt',
    keep: 'until',
    lasts: { minutes: waitingDays * 24 * 60 },
    goes: 'row',
    keyRef: 'keyRef',
  },
  {
    model: 'WaitingOffer',
    fields: '*',
    purpose: 'Which time was offered to whom, so that nobody is asked twice',
    legalBasis,
    startsAt: 'expiresAt',
    keep: { days: waitingDays },
    goes: { with: 'WaitingEntry' },
  },
  {
    model: 'Reopening',
    fields: '*',
    purpose: 'Keeps a time for the waiting list, and one that was given back from being traded; of nobody',
    legalBasis: 'no personal data',
    startsAt: 'endsAt',
    keep: 'until',
    goes: 'row',
  },
  {
    model: 'GroupSession',
    fields: '*',
    purpose: 'What groups are offered; members hang on it by their appointments, which end before it',
    legalBasis: 'no personal data',
    startsAt: 'endsAt',
    keep: { days: videoDays + 2 },
    goes: 'row',
  },
  {
    model: 'Draft',
    fields: '*',
    purpose: 'What was typed so far is still there after a mistake or an expired hold',
    legalBasis,
    startsAt: 'expiresAt',
    keep: 'until',
    lasts: { minutes: draftMinutes },
    goes: 'row',
    keyRef: 'keyRef',
  },
  {
    model: 'ApiAnswer',
    fields: '*',
    purpose:
      'The same request of a program, sent again, is answered the same and done once (BK15); hashes and ids only',
    legalBasis,
    startsAt: 'expiresAt',
    keep: 'until',
    lasts: { minutes: apiAnswerMinutes },
    goes: 'row',
  },
  {
    model: 'Service',
    fields: '*',
    purpose: 'What can be booked',
    legalBasis: 'no personal data',
    startsAt: 'id',
    keep: 'in-use',
    goes: 'row',
  },
  {
    model: 'ServiceResource',
    fields: '*',
    purpose: 'Which advisor offers which service',
    legalBasis: 'no personal data',
    startsAt: 'serviceId',
    keep: 'in-use',
    goes: 'row',
  },
];

interface Clocked {
  channel: Channel;
  createdAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

/** The clock of an appointment: what is kept how long, counted from when. */
function clockOf({ channel, createdAt, endsAt }: Clocked): { keep: { days: number }; start: Temporal.Instant } {
  return channel === 'video' ? { keep: videoKeep, start: createdAt } : { keep: appointmentKeep, start: endsAt };
}

/**
 * The last day of an appointment's data key, known before the appointment has a fixed end: it may be moved and change
 * its channel, and keeps its key. The row's own clock destroys the key earlier (`policy.ts`, `movableDays`).
 */
export function keyDayOf({ createdAt }: Pick<Clocked, 'createdAt'>): Temporal.PlainDate {
  return lastDay(videoDays, createdAt);
}

/** Before the end of this day the appointment must be gone. */
export function lastDayOf(appointment: Clocked): Temporal.PlainDate {
  const { keep, start } = clockOf(appointment);
  return lastDay(keep.days, start);
}

/** Read filter for model calls: appointments that are not past their clock. */
export function visibleAppointments(now: Temporal.Instant): Prisma.AppointmentWhereInput {
  return {
    OR: [
      { channel: 'video', createdAt: notExpired(videoKeep, now) },
      { channel: { in: ['on_site', 'phone'] }, endsAt: notExpired(appointmentKeep, now) },
    ],
  };
}

/** The same for raw statements over `appointment`. */
export const visibleAppointmentsSql: Prisma.Sql = Prisma.sql`
  ((channel = 'video' AND created_at >= ${cutOffSql(videoKeep)}) OR (channel <> 'video' AND ends_at >= ${cutOffSql(appointmentKeep)}))`;

/** Whether the concern may still be read. */
export function concernVisible(endsAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return !isExpired(concernKeep, endsAt, now);
}
