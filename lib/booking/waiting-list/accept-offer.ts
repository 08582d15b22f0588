import { randomInt, randomUUID } from 'node:crypto';
import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts, sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { appNow, type Temporal, toDate } from '#lib/platform/time.ts';
import type { WaitingEntry } from '#prisma/generated/client.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { enqueueMessage } from '#lib/messaging/enqueue-message.ts';
import { browserTokenOr } from '#lib/booking/browser.ts';
import { Refused } from '#lib/booking/change/change-appointment.ts';
import { lockAppointment, type LockedAppointment } from '#lib/booking/change/change.sql.ts';
import type { DrawMinutes } from '#lib/booking/change/give-back-time.ts';
import { makeBookingCode } from '#lib/booking/core/booking-code.ts';
import { whyNotChangeable } from '#lib/booking/core/change-rules.ts';
import { destroyDataKeys, ensureDataKey } from '#lib/booking/data-key.ts';
import { bookingPersonOf } from '#lib/booking/limits/booking-person.ts';
import { limitMessage } from '#lib/booking/limits/limit-message.ts';
import { readStanding } from '#lib/booking/limits/person-booking.sql.ts';
import { linkTokenOf } from '#lib/booking/link-token.ts';
import { openMailing } from '#lib/booking/mail-change.ts';
import { undoMinutes } from '#lib/booking/policy.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import { keyDayOf } from '#lib/booking/retention.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { type Acceptance, type AcceptedAs, acceptedOnce } from './acceptance.ts';
import { acceptEarlier } from './accept-earlier.ts';
import { bookKeptTime } from './book-kept-time.ts';
import { fitKeptTime } from './fit-kept-time.ts';
import { lockHoursOf, lockKeptTime, readKeptTime } from './kept-time.sql.ts';
import { choiceOf, openWaiting } from './waiting-entry.ts';
import { lockEntry, lockOpenOffer } from './waiting-line.sql.ts';
import type { WaitingPerson } from './waiting-message.ts';
import type { WaitingRight } from './waiting-right.ts';

export type AcceptedOffer =
  | {
      ok: true;
      appointmentId: string;
      /** For the `__Host-termin` cookie: this browser is shown what it booked, but nothing of the person */
      browserToken: string;
      /** It took the place of the appointment that there was */
      moved: boolean;
      /** Shows the appointment to whoever accepted; `null` when that was done before, perhaps by another browser */
      linkToken: string | null;
    }
  /**
   * `offer-over`: it ran out, was declined, or there never was one; `not-offered`: hours or service changed meanwhile, and
   * nothing else can be done about this time; `not-changeable`: the appointment it would replace is not to be changed any
   * more; `refused`: why goes by message (BK12)
   */
  | { ok: false; reason: 'offer-over' | 'not-offered' | 'not-changeable' | 'refused' };

/**
 * Books an offered time in one transaction (BK8): its claims go over to the appointment, so nobody can be in between;
 * the entry ends, and its data key with it. Somebody who has an appointment gives the old time back. Posting it again
 * gives the same answer and does nothing.
 * @param request.right `null` when the entry is gone, such as by the same post sent before
 */
export async function acceptOffer(
  request: { right: WaitingRight | null; offerId: string; browserToken: string | null },
  database: Database = db(),
  draw?: DrawMinutes,
): Promise<AcceptedOffer> {
  const browserToken = browserTokenOr(request.browserToken);
  const { right, offerId } = request;
  if (right !== null) {
    const accepted = await accept({ right, offerId, browserToken, draw }, database);
    if (accepted !== null) return accepted.ok ? { ...accepted, browserToken } : accepted;
  }
  const told = await database.outboxMessage.findUnique({
    where: { once: acceptedOnce(offerId) },
    select: { appointmentId: true, template: true },
  });
  if (told === null || told.appointmentId === null) return { ok: false, reason: 'offer-over' };
  return {
    ok: true,
    appointmentId: told.appointmentId,
    browserToken,
    moved: told.template === 'appointment-moved',
    linkToken: null,
  };
}

type Outcome =
  | { ok: true; appointmentId: string; moved: boolean; linkToken: string }
  | Extract<AcceptedOffer, { ok: false }>;
interface Accepting {
  right: WaitingRight;
  offerId: string;
  browserToken: string;
  draw: DrawMinutes | undefined;
}

/** @returns `null` when there is no such offer (any more): it may have been accepted */
async function accept(accepting: Accepting, database: Database): Promise<Outcome | null> {
  const { entryId } = accepting.right;
  const entry = await database.waitingEntry.findUnique({ where: { id: entryId } });
  const opened = entry === null ? null : await openWaiting(entry);
  if (entry === null || opened === null) return null;
  const locale: Locale = entry.locale === 'en' ? 'en' : 'de';
  const now = await appNow(database);
  const appointmentId = entry.appointmentId ?? randomUUID();
  const mailing = entry.appointmentId === null ? null : await openMailing(appointmentId, database);
  if (entry.appointmentId !== null && mailing === null) return { ok: false, reason: 'not-changeable' };
  // Of a new appointment the key is on the disk before anything is sealed with it.
  const dataKey = mailing?.dataKey ?? (await ensureDataKey(appointmentId, keyDayOf({ createdAt: now })));
  for (let attempt = 1; ; attempt += 1) {
    const target = { id: appointmentId, dataKey, mailing, bookingCode: makeBookingCode((below) => randomInt(below)) };
    try {
      await retryConflicts(() =>
        database.$transaction((tx) => acceptLocked(accepting, { entry, ...opened }, target, tx)),
      );
      await destroyDataKeys([entry.keyRef]);
      return { ok: true, appointmentId, moved: mailing !== null, linkToken: linkTokenOf(dataKey, appointmentId) };
    } catch (fault) {
      // One in 27 thousand million: the booking code is somebody else's.
      if (sqlStateOf(fault) === sqlState.uniqueViolation && attempt < 5) continue;
      // Anything else may have happened after all, its answer lost: the key stays, one without a row goes on its day.
      if (!(fault instanceof Refused)) throw fault;
      if (mailing === null) await destroyDataKeys([dataKey.keyRef]);
      return endRefused(fault.refusal as Outcome | null, accepting, { entryId, locale, ...opened }, database);
    }
  }
}

/** Locks in the order of everybody who needs these: appointment, time, entry, offer, hours. */
async function acceptLocked(
  { right, offerId, browserToken, draw }: Accepting,
  { entry, contact }: { entry: WaitingEntry; contact: Contact },
  target: AcceptedAs,
  tx: Transaction,
): Promise<void> {
  const now = await appNow(tx);
  const own = entry.appointmentId === null ? null : await lockOwn(entry.appointmentId, now, tx);
  const offer = await tx.waitingOffer.findFirst({
    where: { id: offerId, entryId: right.entryId },
    select: { reopeningId: true },
  });
  if (offer === null || !(await lockKeptTime(offer.reopeningId, tx))) throw new Refused(null);
  if (!(await lockEntry(right.entryId, tx)) || !(await lockOpenOffer(offerId, tx))) throw new Refused(null);
  await lockHoursOf(offer.reopeningId, tx);
  const kept = await readKeptTime(offer.reopeningId, undoMinutes, tx);
  const choice = await choiceOf(entry, contact, tx);
  const fit = kept === null || choice === null ? null : await fitKeptTime(kept, choice, tx);
  if (kept === null || choice === null || fit === null) throw new Refused({ ok: false, reason: 'not-offered' });
  const acceptance: Acceptance = { entry, contact, kept, fit, offerId, now };
  if (own === null || target.mailing === null)
    await bookKeptTime(
      acceptance,
      {
        ...target,
        channel: choice.channel,
        browserHash: keyedHash('browser', browserToken),
        once: acceptedOnce(offerId),
      },
      tx,
    );
  else await acceptEarlier(acceptance, { own, mailing: target.mailing, draw, once: acceptedOnce(offerId) }, tx);
  await tx.waitingEntry.deleteMany({ where: { id: entry.id } });
  await recordAudit(tx, {
    actorKind: 'member',
    action: 'offer:accepted',
    objectKind: 'appointment',
    objectId: target.id,
  });
}

async function lockOwn(appointmentId: string, now: Temporal.Instant, tx: Transaction): Promise<LockedAppointment> {
  const own = await lockAppointment(appointmentId, tx);
  if (own === null || whyNotChangeable(own, now) !== null) throw new Refused({ ok: false, reason: 'not-changeable' });
  return own;
}

/** What cannot be had any more is nobody's to think about: the offer ends, so that others are asked, or something else comes. */
async function endRefused(
  refusal: Outcome | null,
  { right, offerId }: Accepting,
  person: WaitingPerson,
  database: Database,
): Promise<Outcome | null> {
  if (refusal === null) return null;
  await database.$transaction(async (tx) => {
    await tx.waitingOffer.updateMany({
      where: { id: offerId, entryId: right.entryId, state: 'open' },
      data: { state: 'expired', expiresAt: toDate(await appNow(tx)) },
    });
    if (!refusal.ok && refusal.reason === 'refused') await tellLimit(person, tx);
  });
  return refusal;
}

/** Why somebody can book no more online is for their mailbox alone (BK12, BK3). */
async function tellLimit({ entryId, locale, dataKey, contact }: WaitingPerson, tx: Transaction): Promise<void> {
  const { reached, told } = await readStanding(bookingPersonOf(contact), tx);
  if (reached === null) return;
  const message = limitMessage({ subjectId: entryId, to: recipientOf(contact), locale, reached, told }, dataKey);
  await enqueueMessage(message, { waitingEntryId: entryId }, tx);
}
