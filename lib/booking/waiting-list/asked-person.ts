import type { Transaction } from '#lib/platform/db.ts';
import { Temporal, toInstant } from '#lib/platform/time.ts';
import type { WaitingEntry } from '#prisma/generated/client.ts';
import { readDeadline } from '#lib/booking/change/change.sql.ts';
import { changeUntil } from '#lib/booking/core/change-rules.ts';
import { type OfferPlan, planOffer } from '#lib/booking/core/waiting-rules.ts';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import { bookingPersonOf } from '#lib/booking/limits/booking-person.ts';
import { readStanding } from '#lib/booking/limits/person-booking.sql.ts';
import { leastOfferMinutes, offerMinutes, quietHours } from '#lib/booking/policy.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import { choiceOf, openWaiting } from './waiting-entry.ts';
import type { WaitingPerson } from './waiting-message.ts';

/** Somebody on the waiting list, with what decides whether a time is one for them. */
export interface AskedPerson {
  entry: WaitingEntry;
  person: WaitingPerson;
  choice: BookingChoice;
  /** The appointment that an earlier one would take the place of */
  own: { startsAt: Temporal.Instant; createdAt: Temporal.Instant; changeDeadline: number } | null;
}

/** @returns `null` when it is no entry any more, or what it wishes for is not offered any more */
export async function readAsked(entryId: string, tx: Transaction): Promise<AskedPerson | null> {
  const entry = await tx.waitingEntry.findUnique({ where: { id: entryId } });
  const person = entry === null ? null : await personOf(entry);
  const choice = entry === null || person === null ? null : await choiceOf(entry, person.contact, tx);
  if (entry === null || person === null || choice === null) return null;
  const row =
    entry.appointmentId === null ? null : await tx.appointment.findUnique({ where: { id: entry.appointmentId } });
  const own =
    row === null
      ? null
      : {
          startsAt: toInstant(row.startsAt),
          createdAt: toInstant(row.createdAt),
          changeDeadline: await readDeadline(row.id, tx),
        };
  return { entry, person, choice, own };
}

/** Whom the messages of an entry go to; `null` once its key is destroyed. */
export async function personOf(entry: WaitingEntry): Promise<WaitingPerson | null> {
  const opened = await openWaiting(entry);
  return opened === null ? null : { entryId: entry.id, locale: entry.locale === 'en' ? 'en' : 'de', ...opened };
}

/** Who can book no more online would only keep a time from others (BK12). An earlier appointment is none more. */
export async function mayBeAsked({ own, person }: AskedPerson, tx: Transaction): Promise<boolean> {
  return own !== null || (await readStanding(bookingPersonOf(person.contact), tx)).reached === null;
}

/**
 * When this person is asked about a time, and until when they can answer.
 * @param time.latest the last instant at which it can be booked at all
 * @param time.zone of its center
 */
export function planFor(
  { entry, person, own }: AskedPerson,
  time: { startsAt: Temporal.Instant; latest: Temporal.Instant; zone: string },
  now: Temporal.Instant,
): OfferPlan {
  const ends = [time.latest, toInstant(entry.expiresAt), ...(own === null ? [] : [changeUntil(own)])];
  const latest = ends.reduce((a, b) => (Temporal.Instant.compare(a, b) <= 0 ? a : b));
  const rings = recipientOf(person.contact).medium === 'sms';
  return planOffer({ ...time, now, latest, rings }, { offerMinutes, leastOfferMinutes, quietHours });
}
