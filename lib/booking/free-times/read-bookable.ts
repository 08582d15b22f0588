import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { combineServices, type ServiceDemands } from '#lib/booking/core/combine-services.ts';
import { longestClaimMinutes } from '#lib/booking/policy.ts';
import type { ServiceChoice } from '#lib/booking/schema.ts';

const rows = z.array(
  z.object({
    id: z.uuid(),
    duration: z.int(),
    bufferBefore: z.int(),
    bufferAfter: z.int(),
    leadTime: z.int(),
    horizonDays: z.int(),
    neededSkills: z.array(z.string()),
    needsRoom: z.boolean(),
    roomSkills: z.array(z.string()),
    isGroup: z.boolean(),
    /** Of those that are asked for, active or not */
    advisorIds: z.array(z.uuid()),
    centerIds: z.array(z.uuid()),
    seats: z.array(z.object({ id: z.uuid(), centerId: z.uuid(), audience: z.enum(['public', 'internal']) })),
  }),
);
type Row = z.infer<typeof rows>[number];

/** What is booked: one service, or several as if they were one. */
export interface BookableService extends ServiceDemands {
  id: string;
  /** Where whoever offers the first of them works */
  centerIds: readonly string[];
  /** The others that are talked about, in the order of the choice */
  furtherIds: readonly string[];
  /** Of each service that is limited at all, its seats */
  seats: readonly Row['seats'][];
  /** Members meet in sessions that have their times already (OR2) */
  isGroup: boolean;
}

/**
 * The services of a choice. `null` when one of them is not offered over the channel, or they cannot be had together:
 * a group session has its own time, and what takes longer than anybody works is no appointment.
 */
export async function readBookable(
  choice: ServiceChoice & { advisor?: string | undefined },
  database: Transaction,
): Promise<BookableService | null> {
  const slugs = [...new Set([choice.service, ...(choice.further ?? [])])];
  const found = rows.parse(
    await database.$queryRaw`
      WITH asked AS (
        SELECT o.service_id, r.id, r.service_center_id
        FROM service_resource o JOIN resource r ON r.id = o.resource_id JOIN service_center c ON c.id = r.service_center_id
        WHERE r.kind = 'advisor' AND c.slug = coalesce(${choice.center ?? null}, c.slug)
          AND r.id = coalesce(${choice.advisor ?? null}::uuid, r.id)
      )
      SELECT s.id::text, s.duration::int, s.buffer_before::int AS "bufferBefore", s.buffer_after::int AS "bufferAfter",
        s.lead_time::int AS "leadTime", s.horizon_days::int AS "horizonDays",
        coalesce(s.needed_skills, '{}') AS "neededSkills", s.needs_room AS "needsRoom",
        coalesce(s.room_skills, '{}') AS "roomSkills", s.group_size IS NOT NULL AS "isGroup",
        array(SELECT id::text FROM asked WHERE service_id = s.id) AS "advisorIds",
        array(SELECT DISTINCT service_center_id::text FROM asked WHERE service_id = s.id) AS "centerIds",
        (SELECT coalesce(json_agg(json_build_object('id', r.id, 'centerId', r.service_center_id, 'audience', r.audience)), '[]')
          FROM service_resource o JOIN resource r ON r.id = o.resource_id
          WHERE o.service_id = s.id AND r.kind = 'seat') AS seats
      FROM service s WHERE s.slug = ANY(${slugs}) AND s.active AND ${choice.channel}::channel = ANY(s.channels)
      ORDER BY array_position(${slugs}, s.slug)`,
  );
  const [first, ...further] = found;
  if (first === undefined || found.length < slugs.length) return null;
  const together = combineServices([first, ...further]);
  if (further.length > 0) {
    if (found.some(({ isGroup }) => isGroup)) return null;
    if (together.bufferBefore + together.duration + together.bufferAfter > longestClaimMinutes) return null;
  }
  return {
    ...together,
    id: first.id,
    centerIds: first.centerIds,
    isGroup: first.isGroup,
    furtherIds: further.map(({ id }) => id),
    seats: found.map(({ seats }) => seats).filter((seats) => seats.length > 0),
  };
}
