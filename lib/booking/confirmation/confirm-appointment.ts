import { randomInt } from 'node:crypto';
import { type Database, db } from '#lib/platform/db.ts';
import { retryConflicts, sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { compareOneTimeCode, isLastCode } from '#lib/identity/check-one-time-code.ts';
import { sealMessage } from '#lib/messaging/enqueue-message.ts';
import { appointmentMessage } from '#lib/booking/appointment-message.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { makeBookingCode } from '#lib/booking/core/booking-code.ts';
import { type DataKey, destroyDataKeys, openDataKey } from '#lib/booking/data-key.ts';
import { bookingPersonOf } from '#lib/booking/limits/booking-person.ts';
import { limitMessage } from '#lib/booking/limits/limit-message.ts';
import { type LimitReached, readStanding } from '#lib/booking/limits/person-booking.sql.ts';
import { linkHashOf, linkTokenOf } from '#lib/booking/link-token.ts';
import { openContact } from '#lib/booking/personal-data.ts';
import { maxBookingsPerWeek, maxOpenBookings } from '#lib/booking/policy.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { confirmHold, refuseHold } from './confirm.sql.ts';
import { type LatestBooking, tryConfirmation } from './try-confirmation.sql.ts';

export type ConfirmedAppointment =
  | { ok: true; appointmentId: string }
  | { ok: false; reason: 'code-wrong'; triesLeft: number }
  /** `code-expired`, `code-used-up`: ask for a new one; `hold-expired`: choose a time again */
  | { ok: false; reason: 'code-expired' | 'code-used-up' | 'hold-expired' };

/**
 * Confirms this browser's hold by the code that was sent to the mailbox or phone (BK4), under the data that it was sent
 * for. Posting the right code again after that gives the same answer and does nothing.
 */
export async function confirmAppointment(
  request: { browserToken: string | null; code: string },
  database: Database = db(),
): Promise<ConfirmedAppointment> {
  const hash = browserHash(request.browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  const found = await tryConfirmation(hash, database);
  if (found === null) return { ok: false, reason: 'hold-expired' };
  const { latest, tried } = found;
  const appointmentId = latest.id;
  const subject = { purpose: 'confirm_appointment' as const, subjectId: appointmentId, browserHash: hash };
  const checked = await compareOneTimeCode(subject, request.code, tried, database);
  const before = latest.state !== 'held';
  if (!checked.ok) {
    // The code that confirmed it has ended meanwhile: whoever posts it again is shown what it did. Any other one was
    // for a hold that this browser had since, and that has ended.
    if (before)
      return (await isLastCode(subject, request.code, database))
        ? { ok: true, appointmentId }
        : { ok: false, reason: 'hold-expired' };
    if (checked.reason === 'wrong') return { ok: false, reason: 'code-wrong', triesLeft: checked.triesLeft };
    return {
      ok: false,
      reason:
        checked.reason === 'used-up' ? 'code-used-up' : checked.reason === 'expired' ? 'code-expired' : 'hold-expired',
    };
  }
  if (before || (await confirm(latest, hash, database))) return { ok: true, appointmentId };
  const after = await database.appointment.findUnique({
    where: { id: appointmentId },
    select: { state: true, version: true },
  });
  if (after === null || after.state === 'cancelled') return { ok: false, reason: 'hold-expired' };
  // The same code was posted twice, and the other post was faster.
  if (after.state !== 'held') return { ok: true, appointmentId };
  // Other data were given meanwhile, or another code was sent: that one proves the mailbox.
  return { ok: false, reason: after.version === latest.version ? 'hold-expired' : 'code-expired' };
}

/** @returns false when it is no living hold any more, or a limit ended it: then its message says why (BK12) */
async function confirm(latest: LatestBooking, hash: Uint8Array<ArrayBuffer>, database: Database): Promise<boolean> {
  const { id, version, keyRef } = latest;
  const dataKey = keyRef === null ? null : await openDataKey(keyRef);
  const contact = dataKey === null ? null : openContact(latest, dataKey);
  if (dataKey === null || contact === null) return false;
  const linkToken = linkTokenOf(dataKey, id);
  const person = bookingPersonOf(contact);
  for (let attempt = 1; ; attempt += 1) {
    const bookingCode = makeBookingCode((below) => randomInt(below));
    const message = sealMessage(
      appointmentMessage('appointment-confirmed', { ...latest, bookingCode }, contact, linkToken),
      dataKey,
    );
    const hold = { id, version, browserHash: hash, linkHash: linkHashOf(linkToken), bookingCode };
    try {
      const outcome = await retryConflicts(() => confirmHold(hold, person, message, database));
      if (outcome.confirmed) {
        await destroyDataKeys(outcome.draftKeys);
        return true;
      }
      if (outcome.reason === 'gone') return false;
      if (outcome.reason !== 'overtaken') {
        await refuse(latest, outcome.reason, { hash, contact, dataKey }, database);
        return false;
      }
      // Each round that is lost is a booking of the same person that won one: their number is small.
      if (attempt > maxRounds) throw new Error('A number of a person was taken more often than there are numbers');
    } catch (fault) {
      // One in 27 thousand million: the booking code is somebody else's.
      if (sqlStateOf(fault) !== sqlState.uniqueViolation || attempt > maxRounds) throw fault;
    }
  }
}

const maxRounds = maxOpenBookings + maxBookingsPerWeek;

/** The right code, but others of the same person were confirmed since it was sent: the hold ends as one that expires. */
async function refuse(
  { id, version, locale }: LatestBooking,
  reached: LimitReached,
  { hash, contact, dataKey }: { hash: Uint8Array<ArrayBuffer>; contact: Contact; dataKey: DataKey },
  database: Database,
): Promise<void> {
  const { told } = await readStanding(bookingPersonOf(contact), database);
  const message = limitMessage({ subjectId: id, to: recipientOf(contact), locale, reached, told }, dataKey);
  await retryConflicts(() => refuseHold({ id, version, browserHash: hash }, message, database));
}
