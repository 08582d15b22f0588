import type { Transaction } from '#lib/platform/db.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A cancelled appointment `a` and the session `g` that it had a seat in: it names its time, but no longer its seat. */
const ownSession = Prisma.sql`
  appointment a JOIN group_session g ON g.service_id = a.service_id AND g.advisor_id = a.advisor_id
    AND g.starts_at = a.starts_at AND g.ends_at = a.ends_at AND g.cancelled_at IS NULL`;
const freeSeats = Prisma.sql`
  generate_series(1, g.public_seats) AS free (seat)
  WHERE NOT EXISTS (SELECT FROM appointment other WHERE other.group_session_id = g.id AND other.seat = free.seat)`;

/**
 * Gives a cancelled appointment a seat in its session again, whichever is free. The lock on the session keeps those away
 * who take one at this moment. The caller has locked the appointment, and confirms it in the same transaction.
 * @returns false when there is none, or it never was in a session
 */
export async function takeBackSeat(appointmentId: string, tx: Transaction): Promise<boolean> {
  await tx.$queryRaw`SELECT g.id::text FROM ${ownSession} WHERE a.id = ${appointmentId}::uuid FOR NO KEY UPDATE OF g`;
  // A statement of its own: it sees the seats that were taken while the lock was waited for.
  const taken = await tx.$executeRaw`
    UPDATE appointment SET group_session_id = found.id, seat = found.seat FROM (
      SELECT g.id, (SELECT min(free.seat) FROM ${freeSeats}) AS seat FROM ${ownSession} WHERE a.id = ${appointmentId}::uuid
    ) AS found
    WHERE appointment.id = ${appointmentId}::uuid AND found.seat IS NOT NULL`;
  return taken > 0;
}

/** Whether `takeBackSeat` would find one now; for pages that offer to undo. */
export async function hasSeatToTakeBack(appointmentId: string, database: Transaction): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT g.id::text FROM ${ownSession}
    WHERE a.id = ${appointmentId}::uuid AND a.state = 'cancelled' AND a.starts_at > app_now()
      AND EXISTS (SELECT FROM ${freeSeats})`;
  return rows.length > 0;
}
