import type { Transaction } from '#lib/platform/db.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import { Refused } from '#lib/booking/change/change-appointment.ts';
import type { LockedAppointment } from '#lib/booking/change/change.sql.ts';
import { type DrawMinutes, giveBackTime } from '#lib/booking/change/give-back-time.ts';
import { mayMoveTo } from '#lib/booking/core/change-rules.ts';
import { type Mailing, mailChange } from '#lib/booking/mail-change.ts';
import { movableDays } from '#lib/booking/policy.ts';
import type { Acceptance } from './acceptance.ts';
import { takeKeptTime } from './kept-time.sql.ts';

/**
 * Moves an appointment to an earlier time that was offered: the old time is given back, the claims of the new one become
 * the appointment's, as a move does. In the caller's transaction, which has all that it needs under lock.
 */
export async function acceptEarlier(
  { kept, fit }: Acceptance,
  given: { own: LockedAppointment; mailing: Mailing; draw: DrawMinutes | undefined; once: string },
  tx: Transaction,
): Promise<void> {
  const { own, mailing, draw, once } = given;
  const endsAt = kept.startsAt.add({ minutes: fit.service.duration });
  // It was moved meanwhile, and is the earlier one now.
  if (Temporal.Instant.compare(kept.startsAt, own.startsAt) >= 0 || !mayMoveTo(endsAt, own, movableDays))
    throw new Refused({ ok: false, reason: 'not-offered' });
  await giveBackTime({ appointmentId: own.id, undoable: false }, tx, draw);
  const taken = await takeKeptTime({ ...fit, id: kept.id }, own.id, tx);
  if (taken !== fit.resourceIds.length) throw new Error('A kept time under lock is not whole');
  // Holds of moves have become pointless.
  await tx.appointment.deleteMany({ where: { movesId: own.id, state: 'held' } });
  await tx.appointment.updateMany({
    where: { id: own.id },
    data: {
      serviceCenterId: kept.centerId,
      advisorId: kept.advisorId,
      startsAt: toDate(kept.startsAt),
      endsAt: toDate(endsAt),
      lateMinutes: null,
      version: { increment: 1 },
    },
  });
  await tx.personBooking.updateMany({ where: { appointmentId: own.id }, data: { endsAt: toDate(endsAt) } });
  await mailChange('appointment-moved', mailing, tx, once);
}
