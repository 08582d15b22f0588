import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import { type CenterVersion, type HoldOutcome, type NewHold, withFurther } from './hold.sql.ts';

const heldRow = z.object({
  current: z.boolean(),
  expiresAt: z
    .string()
    .transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)))
    .nullable(),
});

/** Something the appointment takes besides its advisor, for the same span. */
export interface Partner {
  resourceId: string;
  center: CenterVersion;
}

/**
 * Takes a time of an advisor and of all partners, all or nothing, in one statement: the hours of every center concerned
 * are still those the time was computed on, nobody has any part of any of them (tested first, since a conflict found by
 * the insertion waits in line), then claims and appointment come to be. Should somebody slip in after the test, the
 * exclusion constraint fails the statement as a whole, so there is never half an appointment.
 *
 * Not for use inside a transaction: that failure would end it.
 */
export async function insertHoldTogether(
  hold: NewHold,
  partners: readonly Partner[],
  database: Transaction,
): Promise<HoldOutcome> {
  const centers = new Map([hold, ...partners].map(({ center }) => [center.id, center.calendarVersion]));
  const resourceIds = [hold.advisorId, ...partners.map(({ resourceId }) => resourceId)];
  try {
    const rows = await database.$queryRaw<unknown[]>`
      WITH center AS (
        SELECT c.id FROM service_center c
        JOIN unnest(${[...centers.keys()]}::uuid[], ${[...centers.values()]}::int[]) AS computed (id, version)
          ON computed.id = c.id AND computed.version = c.calendar_version
        ORDER BY c.id FOR SHARE OF c
      ), hours AS (
        SELECT (SELECT count(*) FROM center) = ${centers.size} AS current
      ), wanted AS (
        SELECT id FROM unnest(${resourceIds}::uuid[]) AS resource (id), hours WHERE hours.current
      ), claimed AS (
        INSERT INTO claim (resource_id, start_step, end_step, appointment_id)
        SELECT wanted.id, ${hold.claim.from}, ${hold.claim.to}, ${hold.id}::uuid FROM wanted
        WHERE NOT EXISTS (
          SELECT FROM claim JOIN wanted AS other ON other.id = claim.resource_id
          WHERE int4range(claim.start_step, claim.end_step) && int4range(${hold.claim.from}, ${hold.claim.to}))
        ORDER BY wanted.id
        RETURNING appointment_id
      ), held AS (
        INSERT INTO appointment (id, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, locale,
          browser_hash, moves_id, expires_at, promised_until)
        SELECT DISTINCT appointment_id, ${hold.serviceId}::uuid, ${hold.center.id}::uuid, ${hold.advisorId}::uuid,
          ${hold.channel}::channel, ${toDate(hold.startsAt)}::timestamptz, ${toDate(hold.endsAt)}::timestamptz, ${hold.locale}, ${hold.browserHash}::bytea,
          ${hold.movesId ?? null}::uuid, app_now() + ${hold.minutes} * interval '1 minute', app_now() + ${hold.minutes} * interval '1 minute'
        FROM claimed
        RETURNING id, expires_at
      )${withFurther(hold.furtherIds)}
      SELECT hours.current,
        (SELECT (extract(epoch FROM expires_at) * 1000)::bigint::text FROM held) AS "expiresAt"
      FROM hours`;
    const { current, expiresAt } = heldRow.parse(rows[0]);
    if (expiresAt !== null) return { held: true, expiresAt };
    return { held: false, reason: current ? 'taken' : 'hours-changed' };
  } catch (fault) {
    if (sqlStateOf(fault) === sqlState.exclusionViolation) return { held: false, reason: 'taken' };
    throw fault;
  }
}
