import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import type { StepSpan } from '#lib/booking/core/free-times.ts';
import type { ChosenResources } from '#lib/booking/free-times/choose-resources.ts';
import type { Channel } from '#lib/booking/schema.ts';

const instant = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const keptRow = z.object({
  id: z.uuid(),
  centerId: z.uuid(),
  advisorId: z.uuid(),
  startsAt: instant,
  /** Whoever cancelled may still take it back before anybody is asked */
  undoableUntil: instant.nullable(),
  claims: z.array(z.object({ resourceId: z.uuid(), from: z.int(), to: z.int() })),
  isOffered: z.boolean(),
});
/** A time that is kept for the waiting list: it was given back, or came free otherwise. */
export type KeptTime = z.infer<typeof keptRow>;

const ids = z.array(z.object({ id: z.uuid() }));

/** Times that are kept and not past, the nearest first. */
export async function listKeptTimes(database: Transaction): Promise<string[]> {
  return ids
    .parse(
      await database.$queryRaw`
        SELECT id::text FROM reopening WHERE starts_at > app_now() ORDER BY starts_at, id`,
    )
    .map(({ id }) => id);
}

/**
 * Locks a kept time until the transaction ends: who offers, accepts, takes back or opens it comes one after the other.
 * @param skip leave it when somebody has it under lock
 */
export async function lockKeptTime(id: string, tx: Transaction, skip: 'skip' | 'wait' = 'wait'): Promise<boolean> {
  const rows =
    skip === 'skip'
      ? await tx.$queryRaw<unknown[]>`SELECT id FROM reopening WHERE id = ${id}::uuid FOR UPDATE SKIP LOCKED`
      : await tx.$queryRaw<unknown[]>`SELECT id FROM reopening WHERE id = ${id}::uuid FOR UPDATE`;
  return rows.length > 0;
}

/** What is kept, after its lock: a statement of its own sees what was committed while the lock was waited for. */
export async function readKeptTime(id: string, undoMinutes: number, tx: Transaction): Promise<KeptTime | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT r.id::text, r.service_center_id::text AS "centerId", r.advisor_id::text AS "advisorId",
      (extract(epoch FROM r.starts_at) * 1000)::bigint::text AS "startsAt",
      CASE WHEN r.appointment_id IS NOT NULL
        THEN (extract(epoch FROM r.created_at + ${undoMinutes} * interval '1 minute') * 1000)::bigint::text END AS "undoableUntil",
      (SELECT coalesce(json_agg(json_build_object('resourceId', resource_id, 'from', start_step, 'to', end_step)), '[]')
        FROM claim WHERE reopening_id = r.id) AS claims,
      EXISTS (SELECT FROM waiting_offer WHERE reopening_id = r.id AND state = 'open') AS "isOffered"
    FROM reopening r WHERE r.id = ${id}::uuid`;
  return rows[0] === undefined ? null : keptRow.parse(rows[0]);
}

/** A time that is free, and all that an appointment then would take. */
export interface FreeToKeep extends ChosenResources {
  serviceId: string;
  centerId: string;
  channel: Channel;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** Buffers included */
  claim: StepSpan;
}

/**
 * Keeps a free time for the waiting list, all of it or nothing. Its hours may change at this moment: whoever is asked
 * about it, and whoever accepts it, is held to those of then. Not for use inside a transaction: that somebody is faster
 * ends it.
 * @returns false when somebody has any part of it
 */
export async function keepFreeTime(time: FreeToKeep, database: Transaction): Promise<boolean> {
  const resourceIds = [time.advisorId, ...time.partnerIds];
  try {
    // Nobody is asked before it is there; open to all after the next tick, unless somebody is asked by then.
    const claims = await database.$executeRaw`
      WITH kept AS (
        INSERT INTO reopening (service_id, service_center_id, advisor_id, channel, starts_at, ends_at, opens_at)
        VALUES (${time.serviceId}::uuid, ${time.centerId}::uuid, ${time.advisorId}::uuid, ${time.channel}::channel,
          ${toDate(time.startsAt)}, ${toDate(time.endsAt)}, app_now() + interval '1 minute')
        RETURNING id
      )
      INSERT INTO claim (resource_id, start_step, end_step, reopening_id)
      SELECT resource.id, ${time.claim.from}, ${time.claim.to}, kept.id
      FROM kept, unnest(${resourceIds}::uuid[]) AS resource (id) ORDER BY resource.id`;
    return claims > 0;
  } catch (fault) {
    if (sqlStateOf(fault) === sqlState.exclusionViolation) return false;
    throw fault;
  }
}

/** Nobody changes the hours behind a kept time until this commits; what is read after it is what holds. */
export async function lockHoursOf(id: string, tx: Transaction): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM service_center WHERE id IN (
      SELECT resource.service_center_id FROM claim JOIN resource ON resource.id = claim.resource_id
      WHERE claim.reopening_id = ${id}::uuid)
    ORDER BY id FOR SHARE`;
}

/** What an appointment takes of a kept time becomes its own; the rest is free, and the kept time ends. @returns how many claims */
export async function takeKeptTime(
  kept: { id: string; resourceIds: readonly string[]; claim: { from: number; to: number } },
  appointmentId: string,
  tx: Transaction,
): Promise<number> {
  const claims = await tx.$executeRaw`
    UPDATE claim SET appointment_id = ${appointmentId}::uuid, reopening_id = NULL,
      start_step = ${kept.claim.from}, end_step = ${kept.claim.to}
    WHERE reopening_id = ${kept.id}::uuid AND resource_id = ANY(${[...kept.resourceIds]}::uuid[])`;
  await tx.$executeRaw`DELETE FROM reopening WHERE id = ${kept.id}::uuid`;
  return claims;
}
