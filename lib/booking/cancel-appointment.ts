import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { type Temporal, toDate } from '#lib/platform/time.ts';
import type { ChangeRight, SeeingRight } from './change-right.ts';
import { changeAppointment, type NotChanged } from './change-appointment.ts';
import type { LockedAppointment } from './change.sql.ts';
import { mailChange, openMailing } from './mail-change.ts';
import { type WhyNotChangeable, whyNotAhead, whyNotChangeable } from './core/change-rules.ts';
import { destroyDataKeys } from './data-key.ts';
import { type DrawMinutes, giveBackTime } from './give-back-time.ts';
import { freeNumber } from './person-booking.sql.ts';

export type CancelledAppointment = { ok: true } | NotChanged | { ok: false; reason: WhyNotChangeable };

/**
 * Cancels an appointment until the service's deadline (BK6). Its time is given back, kept for a while, and can be taken
 * back until then (`undoCancellation`).
 * @param request.version the one that the person saw
 */
export async function cancelAppointment(
  request: { right: ChangeRight; version: number },
  database: Database = db(),
  draw?: DrawMinutes,
): Promise<CancelledAppointment> {
  return callOff({ ...request, action: 'appointment:cancelled', whyNot: whyNotChangeable }, database, draw);
}

/**
 * "I cannot come", one tap, until the appointment begins: whoever says so when it is too late to cancel still gives the
 * advisor's time to somebody else. Needs the mail's link alone, and can be undone as well.
 */
export async function announceAbsence(
  request: { right: SeeingRight; version: number },
  database: Database = db(),
  draw?: DrawMinutes,
): Promise<CancelledAppointment> {
  return callOff({ ...request, action: 'appointment:absence-announced', whyNot: whyNotAhead }, database, draw);
}

async function callOff(
  request: {
    right: SeeingRight;
    version: number;
    action: `appointment:${string}`;
    whyNot: typeof whyNotChangeable;
  },
  database: Database,
  draw?: DrawMinutes,
): Promise<CancelledAppointment> {
  const mailing = await openMailing(request.right.appointmentId, database);
  if (mailing === null) return { ok: false, reason: 'gone' };
  let ended: (string | null)[] = [];
  const answer = await changeAppointment<CancelledAppointment>(
    request,
    async (locked, now, tx) => {
      const why = request.whyNot(locked, now);
      if (why !== null) return { ok: false, reason: why };
      ended = await callOffLocked(locked, now, tx, draw);
      await mailChange('appointment-cancelled', mailing, tx);
      return { ok: true };
    },
    database,
  );
  if (answer.ok) await destroyDataKeys(ended);
  return answer;
}

/**
 * What cancelling does to a locked appointment: its time is given back, and what hung on it ends.
 * @returns references of data keys to be destroyed after the commit
 */
async function callOffLocked(
  { id, groupSessionId }: LockedAppointment,
  now: Temporal.Instant,
  tx: Transaction,
  draw?: DrawMinutes,
): Promise<(string | null)[]> {
  await giveBackTime({ appointmentId: id, undoable: true }, tx, draw);
  await tx.appointment.updateMany({
    where: { id },
    data: {
      state: 'cancelled',
      cancelledAt: toDate(now),
      lateMinutes: null,
      version: { increment: 1 },
      // A seat is another member's at once; the session keeps its time.
      ...(groupSessionId !== null && { groupSessionId: null, seat: null }),
    },
  });
  await tx.appointment.deleteMany({ where: { movesId: id, state: 'held' } });
  await freeNumber(id, tx);
  const waiting = await tx.waitingEntry.findMany({ where: { appointmentId: id }, select: { id: true, keyRef: true } });
  await tx.waitingEntry.deleteMany({ where: { appointmentId: id } });
  return waiting.map(({ keyRef }) => keyRef);
}
