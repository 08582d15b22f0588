import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { isStillOpen } from '#lib/booking/waiting-list/still-open.ts';
import { hasSeatToTakeBack } from './take-back-seat.sql.ts';

const idRows = z.array(z.object({ id: z.uuid() }));

/**
 * Opens to all what was kept long enough and is offered to nobody; its claims go with it. Locked first, by a statement of
 * its own: an offer that is just being made keeps its time, since the second statement sees it.
 * @param wanted those that somebody on the waiting list will be asked about
 * @returns how many were opened
 */
export async function openDueReopenings(tx: Transaction, wanted: readonly string[] = []): Promise<number> {
  const due = idRows.parse(
    await tx.$queryRaw`
      SELECT id::text FROM reopening WHERE opens_at <= app_now() ORDER BY id FOR UPDATE SKIP LOCKED`,
  );
  if (due.length === 0) return 0;
  return tx.$executeRaw`
    DELETE FROM reopening
    WHERE id = ANY(${due.map(({ id }) => id)}::uuid[]) AND id <> ALL(${[...wanted]}::uuid[])
      AND NOT EXISTS (SELECT FROM waiting_offer WHERE reopening_id = reopening.id AND state = 'open')`;
}

/**
 * Locks the time that a cancelled appointment gave back, as long as it is kept and offered to nobody.
 * @returns its id, or `null` when it cannot be taken back (any more)
 */
export async function lockOwnReopening(appointmentId: string, tx: Transaction): Promise<string | null> {
  const [kept] = idRows.parse(
    await tx.$queryRaw`
      SELECT reopening.id::text FROM reopening JOIN appointment ON appointment.id = reopening.appointment_id
      WHERE appointment.id = ${appointmentId}::uuid AND appointment.starts_at = reopening.starts_at
        AND appointment.advisor_id = reopening.advisor_id
      FOR UPDATE OF reopening`,
  );
  if (kept === undefined) return null;
  // After the lock, so that an offer that was made meanwhile is seen.
  const offered = idRows.parse(
    await tx.$queryRaw`SELECT id::text FROM waiting_offer WHERE reopening_id = ${kept.id}::uuid AND state = 'open'`,
  );
  return offered.length > 0 ? null : kept.id;
}

/** Whether a cancellation can be undone now; for pages that offer to. */
export async function isUndoable(appointmentId: string, database: Transaction): Promise<boolean> {
  const [kept] = idRows.parse(
    await database.$queryRaw`
    SELECT reopening.id::text FROM reopening JOIN appointment ON appointment.id = reopening.appointment_id
    WHERE appointment.id = ${appointmentId}::uuid AND appointment.state = 'cancelled' AND appointment.starts_at > app_now()
      AND appointment.starts_at = reopening.starts_at AND appointment.advisor_id = reopening.advisor_id
      AND NOT EXISTS (SELECT FROM waiting_offer WHERE reopening_id = reopening.id AND state = 'open')`,
  );
  return kept === undefined ? hasSeatToTakeBack(appointmentId, database) : isStillOpen(kept.id, database);
}

/** The claims of a reopening become the appointment's, and the reopening ends. @returns how many claims */
export async function takeBackClaims(reopeningId: string, appointmentId: string, tx: Transaction): Promise<number> {
  const claims = await tx.$executeRaw`
    UPDATE claim SET appointment_id = ${appointmentId}::uuid, reopening_id = NULL WHERE reopening_id = ${reopeningId}::uuid`;
  await tx.$executeRaw`DELETE FROM reopening WHERE id = ${reopeningId}::uuid`;
  return claims;
}
