import { type Database, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { takeNumberAgain } from '#lib/booking/limits/person-booking.sql.ts';
import { mailChange, openMailing } from '#lib/booking/mail-change.ts';
import { staysOpen } from '#lib/booking/waiting-list/still-open.ts';
import type { SeeingRight } from './change-right.ts';
import { changeAppointment, type NotChanged } from './change-appointment.ts';
import { lockOwnReopening, takeBackClaims } from './reopening.sql.ts';
import { takeBackSeat } from './take-back-seat.sql.ts';

export type UndoneCancellation =
  | { ok: true }
  | NotChanged
  /** `not-cancelled`: there is nothing to undo; `time-gone`: its time is past, open to all, offered to somebody, or closed by now */
  | { ok: false; reason: 'not-cancelled' | 'time-gone' };

/**
 * Takes a cancellation back, as long as the time is still kept, open and offered to nobody: its claims come back as they
 * were, so nobody can have been in between. A seat of a group is free at once; it comes back as long as there is one. Whoever holds the mail's link may do so.
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
      if (Temporal.Instant.compare(startsAt, now) <= 0) return { ok: false, reason: 'time-gone' };
      const reopeningId = await lockOwnReopening(id, tx);
      const has =
        reopeningId === null
          ? await takeBackSeat(id, tx)
          : (await staysOpen(reopeningId, tx)) && (await takeBackClaims(reopeningId, id, tx)) > 0;
      if (!has) return { ok: false, reason: 'time-gone' };
      // As many lie ahead by now as one person has online: as good as gone, and the phone helps.
      if (!(await takeNumberAgain(id, tx))) return { ok: false, reason: 'time-gone' };
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
