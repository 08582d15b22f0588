import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { reopenMinutes } from '#lib/booking/policy.ts';

const givenRow = z.object({ id: z.uuid().nullable() });

/** How long a time stays closed, in minutes; tests hand in their own. */
export type DrawMinutes = (least: number, below: number) => number;

/**
 * Gives back the time of an appointment: its claims go to a reopening in one statement, so the time is nobody's for no
 * moment. It is open to all after a random delay, so that nobody can trade with it; before that, the waiting list is
 * asked (BK8). The caller has locked the appointment and changes it in the same transaction.
 * @param given.undoable the appointment may take it back (it was cancelled, not moved)
 * @returns the reopening's id; `null` when the appointment had no claims (a seat of a group)
 */
export async function giveBackTime(
  given: { appointmentId: string; undoable: boolean },
  tx: Transaction,
  draw: DrawMinutes = randomInt,
): Promise<string | null> {
  const minutes = draw(reopenMinutes.least, reopenMinutes.most + 1);
  const rows = await tx.$queryRaw<unknown[]>`
    WITH given AS (
      INSERT INTO reopening (appointment_id, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, opens_at)
      SELECT CASE WHEN ${given.undoable} THEN id END, service_id, service_center_id, advisor_id, channel, starts_at, ends_at,
        app_now() + ${minutes}::int * interval '1 minute'
      FROM appointment
      WHERE id = ${given.appointmentId}::uuid AND EXISTS (SELECT FROM claim WHERE appointment_id = ${given.appointmentId}::uuid)
      RETURNING id
    ), handed AS (
      UPDATE claim SET appointment_id = NULL, reopening_id = given.id FROM given
      WHERE claim.appointment_id = ${given.appointmentId}::uuid
      RETURNING claim.id
    )
    SELECT (SELECT id::text FROM given WHERE EXISTS (SELECT FROM handed)) AS id`;
  return givenRow.parse(rows[0]).id;
}
