import { type Database, db } from '#lib/platform/db.ts';
import { mayMoveTo, type WhyNotChangeable, whyNotChangeable } from '#lib/booking/core/change-rules.ts';
import { mailChange, openMailing } from '#lib/booking/mail-change.ts';
import { movableDays } from '#lib/booking/policy.ts';
import type { ChangeRight } from './change-right.ts';
import { changeAppointment, type NotChanged } from './change-appointment.ts';
import { type DrawMinutes, giveBackTime } from './give-back-time.ts';
import { lockMove, takeOverHold } from './move.sql.ts';

export type MovedAppointment =
  | { ok: true }
  | NotChanged
  /** `hold-expired`: choose a time again, the appointment has the one it had */
  | { ok: false; reason: 'hold-expired' | 'too-far' | WhyNotChangeable };

/**
 * Moves an appointment to the time that `holdMove` keeps for it, in one transaction: the old time is given back, the new
 * one's claims become the appointment's. It keeps its id, its link, its booking code and its data key. Whatever fails,
 * it has the time it had.
 * @param request.version the one that the person saw
 * @param request.holdId the hold that the person saw, where another one may have come in its place since
 */
export async function moveAppointment(
  request: { right: ChangeRight; version: number; holdId?: string | undefined },
  database: Database = db(),
  draw?: DrawMinutes,
): Promise<MovedAppointment> {
  const { appointmentId, movingHash } = request.right;
  const mailing = await openMailing(appointmentId, database);
  if (mailing === null) return { ok: false, reason: 'gone' };
  return changeAppointment<MovedAppointment>(
    { ...request, action: 'appointment:moved' },
    async (locked, now, tx) => {
      const why = whyNotChangeable(locked, now);
      if (why !== null) return { ok: false, reason: why };
      const hold = await lockMove(appointmentId, movingHash, tx);
      const isOther = request.holdId !== undefined && hold?.id !== request.holdId;
      if (hold === null || isOther) return { ok: false, reason: 'hold-expired' };
      if (!mayMoveTo(hold.endsAt, locked, movableDays)) return { ok: false, reason: 'too-far' };
      await giveBackTime({ appointmentId, undoable: false }, tx, draw);
      await takeOverHold(hold.id, appointmentId, tx);
      await mailChange('appointment-moved', mailing, tx);
      return { ok: true };
    },
    database,
  );
}
