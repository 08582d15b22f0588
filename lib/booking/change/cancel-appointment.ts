import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { type Temporal, toDate } from '#lib/platform/time.ts';
import {
  type ChangeFacts,
  type WhyNotChangeable,
  whyNotAhead,
  whyNotChangeable,
} from '#lib/booking/core/change-rules.ts';
import { destroyDataKeys } from '#lib/booking/data-key.ts';
import { freeNumber } from '#lib/booking/limits/person-booking.sql.ts';
import { mailChange, openMailing } from '#lib/booking/mail-change.ts';
import type { ChangeRight, SeeingRight } from './change-right.ts';
import { changeAppointment, type NotChanged } from './change-appointment.ts';
import type { LockedAppointment } from './change.sql.ts';
import { type DrawMinutes, giveBackTime } from './give-back-time.ts';

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

export type AnnouncedAbsence =
  | CancelledAppointment
  /** It can be cancelled still, and that asks for a code */
  | { ok: false; reason: 'cancellable' };

/**
 * "I cannot come", one tap, from the deadline until the appointment begins: whoever says so when it is too late to cancel
 * still gives the advisor's time to somebody else. Needs the mail's link alone, and can be undone as well. Before the
 * deadline a link cancels nothing: it may have been passed on.
 */
export async function announceAbsence(
  request: { right: SeeingRight; version: number },
  database: Database = db(),
  draw?: DrawMinutes,
): Promise<AnnouncedAbsence> {
  return callOff({ ...request, action: 'appointment:absence-announced', whyNot: whyNotAbsent }, database, draw);
}

function whyNotAbsent(facts: ChangeFacts, now: Temporal.Instant): WhyNotChangeable | 'cancellable' | null {
  return whyNotChangeable(facts, now) === null ? 'cancellable' : whyNotAhead(facts, now);
}

async function callOff<Why extends string>(
  request: {
    right: SeeingRight;
    version: number;
    action: `appointment:${string}`;
    whyNot: (facts: ChangeFacts, now: Temporal.Instant) => Why | null;
  },
  database: Database,
  draw?: DrawMinutes,
): Promise<{ ok: true } | NotChanged | { ok: false; reason: Why }> {
  const mailing = await openMailing(request.right.appointmentId, database);
  if (mailing === null) return { ok: false, reason: 'gone' };
  let ended: (string | null)[] = [];
  const answer = await changeAppointment<{ ok: true } | { ok: false; reason: Why }>(
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
