import { type Database, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { SeeingRight } from './change-right.ts';
import { changeAppointment, type NotChanged } from './change-appointment.ts';
import { mailChange, openMailing } from './mail-change.ts';
import { lockOwnReopening, takeBackClaims } from './reopening.sql.ts';

export type UndoneCancellation =
  | { ok: true }
  | NotChanged
  /** `not-cancelled`: there is nothing to undo; `time-gone`: its time is past, open to all, or offered to somebody */
  | { ok: false; reason: 'not-cancelled' | 'time-gone' };

/**
 * Takes a cancellation back, as long as the time is still kept and offered to nobody: its claims come back as they were,
 * so nobody can have been in between. Whoever holds the mail's link may do so.
 */
export async function undoCancellation(
  request: { right: SeeingRight; version: number },
  database: Database = db(),
): Promise<UndoneCancellation> {
  const mailing = await openMailing(request.right.appointmentId, database);
  if (mailing === null) return { ok: false, reason: 'gone' };
  return changeAppointment<UndoneCancellation>(
    { ...request, action: 'appointment:cancellation-undone' },
    async ({ id, state, startsAt }, now, tx) => {
      if (state !== 'cancelled') return { ok: false, reason: 'not-cancelled' };
      const reopeningId = Temporal.Instant.compare(startsAt, now) > 0 ? await lockOwnReopening(id, tx) : null;
      if (reopeningId === null || (await takeBackClaims(reopeningId, id, tx)) === 0)
        return { ok: false, reason: 'time-gone' };
      await tx.appointment.updateMany({
        where: { id },
        data: { state: 'confirmed', cancelledAt: null, version: { increment: 1 } },
      });
      await mailChange('appointment-confirmed', mailing, tx);
      return { ok: true };
    },
    database,
  );
}
