import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { ChangeFacts } from '#lib/booking/core/change-rules.ts';
import { visibleAppointmentsSql } from '#lib/booking/retention.ts';

const instant = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const lockedRow = z.object({
  id: z.uuid(),
  state: z.enum(['held', 'confirmed', 'arrived', 'in_service', 'done', 'no_show', 'cancelled']),
  version: z.int(),
  startsAt: instant,
  endsAt: instant,
  createdAt: instant,
  advisorId: z.uuid(),
  groupSessionId: z.uuid().nullable(),
});
export type LockedAppointment = z.infer<typeof lockedRow> & ChangeFacts;

const deadlineRow = z.object({ minutes: z.int() });

/**
 * Locks an appointment until the transaction ends: whoever changes it comes one after the other, and each sees what the
 * one before made of it. `null` when it is a hold, past its clock, or not there.
 */
export async function lockAppointment(id: string, tx: Transaction): Promise<LockedAppointment | null> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT id FROM appointment WHERE id = ${id}::uuid AND state <> 'held' AND ${visibleAppointmentsSql} FOR UPDATE`;
  if (locked.length === 0) return null;
  // A statement of its own: it sees what was committed while the lock was waited for.
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id::text, state::text, version::int, advisor_id::text AS "advisorId", group_session_id::text AS "groupSessionId",
      (extract(epoch FROM starts_at) * 1000)::bigint::text AS "startsAt",
      (extract(epoch FROM ends_at) * 1000)::bigint::text AS "endsAt",
      (extract(epoch FROM created_at) * 1000)::bigint::text AS "createdAt"
    FROM appointment WHERE id = ${id}::uuid`;
  return { ...lockedRow.parse(rows[0]), changeDeadline: await readDeadline(id, tx) };
}

/** Minutes before the start until which an appointment can be changed: of several services the longest. */
export async function readDeadline(appointmentId: string, database: Transaction): Promise<number> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT max(change_deadline)::int AS minutes FROM service
    WHERE id IN (
      SELECT service_id FROM appointment WHERE id = ${appointmentId}::uuid
      UNION ALL SELECT service_id FROM appointment_service WHERE appointment_id = ${appointmentId}::uuid)`;
  return deadlineRow.parse(rows[0]).minutes;
}
