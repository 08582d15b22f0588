import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import type { Channel } from '#lib/booking/schema.ts';
import type { SwitchPlan } from './plan-switch.ts';

const switchedRow = z.object({ current: z.boolean(), added: z.int() });

/**
 * Gives an appointment the claims of another channel. `hours-changed`: planned on older hours; `taken`: somebody was
 * faster. Both leave something behind: undo the transaction.
 */
export async function switchClaims(
  appointmentId: string,
  channel: Channel,
  { span, add, release, centers }: SwitchPlan,
  tx: Transaction,
): Promise<'switched' | 'hours-changed' | 'taken'> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH center AS (
      SELECT c.id FROM service_center c
      JOIN unnest(${centers.map(({ id }) => id)}::uuid[], ${centers.map((center) => center.calendarVersion)}::int[])
        AS computed (id, version) ON computed.id = c.id AND computed.version = c.calendar_version
      ORDER BY c.id FOR SHARE OF c
    ), added AS (
      INSERT INTO claim (resource_id, start_step, end_step, appointment_id)
      SELECT id, ${span.from}, ${span.to}, ${appointmentId}::uuid FROM unnest(${add}::uuid[]) AS resource (id)
      WHERE (SELECT count(*) FROM center) = ${centers.length}
      ORDER BY id
      ON CONFLICT DO NOTHING
      RETURNING id
    )
    SELECT (SELECT count(*) FROM center) = ${centers.length} AS current, (SELECT count(*)::int FROM added) AS added`;
  const { current, added } = switchedRow.parse(rows[0]);
  if (!current) return 'hours-changed';
  if (added < add.length) return 'taken';
  await tx.$executeRaw`
    DELETE FROM claim WHERE appointment_id = ${appointmentId}::uuid AND resource_id = ANY(${release}::uuid[])`;
  await tx.$executeRaw`
    UPDATE appointment SET channel = ${channel}::channel, version = version + 1 WHERE id = ${appointmentId}::uuid`;
  return 'switched';
}
