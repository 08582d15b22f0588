import { randomInt } from 'node:crypto';
import { type Database, db } from '#lib/platform/db.ts';
import { retryConflicts, sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { appNow } from '#lib/platform/time.ts';
import { checkOneTimeCode } from '#lib/identity/check-one-time-code.ts';
import { sealMessage } from '#lib/messaging/enqueue-message.ts';
import { appointmentMessage } from './appointment-message.ts';
import { type AppointmentRow, appointmentInclude } from './appointment-view.ts';
import { browserHash } from './browser.ts';
import { confirmHold } from './confirm.sql.ts';
import { makeBookingCode } from './core/booking-code.ts';
import { destroyDataKeys, openDataKey } from './data-key.ts';
import { linkHashOf, linkTokenOf } from './link-token.ts';
import { openPersonalData } from './personal-data.ts';
import { visibleAppointments } from './retention.ts';

export type ConfirmedAppointment =
  | { ok: true; appointmentId: string }
  | { ok: false; reason: 'code-wrong'; triesLeft: number }
  /** `code-expired`, `code-used-up`: ask for a new one; `hold-expired`: choose a time again */
  | { ok: false; reason: 'code-expired' | 'code-used-up' | 'hold-expired' };

/**
 * Confirms this browser's hold by the code that was sent to the mailbox (BK4). Posting the right code again after that
 * gives the same answer and does nothing.
 */
export async function confirmAppointment(
  request: { browserToken: string | null; code: string },
  database: Database = db(),
): Promise<ConfirmedAppointment> {
  const hash = browserHash(request.browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  const row = await readLatest(hash, database);
  if (row === null) return { ok: false, reason: 'hold-expired' };
  const checked = await checkOneTimeCode(
    { purpose: 'confirm_appointment', subjectId: row.id, browserHash: hash },
    request.code,
    database,
  );
  const before = row.state !== 'held';
  if (!checked.ok) {
    if (checked.reason === 'wrong') return { ok: false, reason: 'code-wrong', triesLeft: checked.triesLeft };
    // The code that confirmed it has ended meanwhile: whoever posts it again is shown what it did.
    if (before) return { ok: true, appointmentId: row.id };
    return {
      ok: false,
      reason:
        checked.reason === 'used-up' ? 'code-used-up' : checked.reason === 'expired' ? 'code-expired' : 'hold-expired',
    };
  }
  if (before || (await confirm(row, hash, database))) return { ok: true, appointmentId: row.id };
  const after = await readLatest(hash, database);
  return after !== null && after.id === row.id && after.state !== 'held'
    ? { ok: true, appointmentId: row.id }
    : { ok: false, reason: 'hold-expired' };
}

/** What this browser is booking or has booked last; an expired hold, too, so that it is told apart by the statement. */
async function readLatest(hash: Uint8Array<ArrayBuffer>, database: Database): Promise<AppointmentRow | null> {
  return database.appointment.findFirst({
    where: { browserHash: hash, state: { not: 'cancelled' }, ...visibleAppointments(await appNow(database)) },
    include: appointmentInclude,
    orderBy: { createdAt: 'desc' },
  });
}

/** @returns false when it is no living hold any more */
async function confirm(row: AppointmentRow, hash: Uint8Array<ArrayBuffer>, database: Database): Promise<boolean> {
  const dataKey = row.keyRef === null ? null : await openDataKey(row.keyRef);
  const { contact } = await openPersonalData(row, await appNow(database));
  if (dataKey === null || contact === null) return false;
  const linkToken = linkTokenOf(dataKey, row.id);
  for (let attempt = 1; ; attempt += 1) {
    const bookingCode = makeBookingCode((below) => randomInt(below));
    const message = sealMessage(
      appointmentMessage('appointment-confirmed', { ...row, bookingCode }, contact, linkToken),
      dataKey,
    );
    const hold = { id: row.id, browserHash: hash, linkHash: linkHashOf(linkToken), bookingCode };
    try {
      const { confirmed, draftKeys } = await retryConflicts(() => confirmHold(hold, message, database));
      await destroyDataKeys(draftKeys);
      return confirmed;
    } catch (fault) {
      // One in 27 thousand million: the booking code is somebody else's.
      if (sqlStateOf(fault) !== sqlState.uniqueViolation || attempt === 5) throw fault;
    }
  }
}
