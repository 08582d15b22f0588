import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';

const instant = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const rows = z.array(
  z.object({
    id: z.uuid(),
    advisorId: z.uuid(),
    centerId: z.uuid(),
    startsAt: instant,
    endsAt: instant,
    /** Of those who ask; held ones are taken until they expire */
    seatsLeft: z.int(),
    /** Advisor, room and whatever else the session has */
    resourceIds: z.array(z.uuid()),
  }),
);
export type GroupSession = z.infer<typeof rows>[number];

/** Whose seats are asked for: members', or what staff keep for those who call (BK13). */
export type Audience = 'public' | 'internal';

/**
 * The sessions of a service that begin in [from, to), earliest first. Full ones are among them.
 * @param asked.advisorIds only theirs
 */
export async function readGroupSessions(
  asked: {
    serviceId: string;
    advisorIds: readonly string[];
    audience: Audience;
    from: Temporal.Instant;
    to: Temporal.Instant;
  },
  database: Transaction,
): Promise<GroupSession[]> {
  return rows.parse(
    await database.$queryRaw`
      SELECT g.id::text, g.advisor_id::text AS "advisorId", g.service_center_id::text AS "centerId",
        (extract(epoch FROM g.starts_at) * 1000)::bigint::text AS "startsAt",
        (extract(epoch FROM g.ends_at) * 1000)::bigint::text AS "endsAt",
        (SELECT count(*)::int FROM generate_series(
            CASE ${asked.audience} WHEN 'public' THEN 1 ELSE g.public_seats + 1 END,
            CASE ${asked.audience} WHEN 'public' THEN g.public_seats ELSE g.seats END) AS free (seat)
          WHERE NOT EXISTS (SELECT FROM appointment a WHERE a.group_session_id = g.id AND a.seat = free.seat
            AND (a.state <> 'held' OR a.expires_at > app_now()))) AS "seatsLeft",
        array(SELECT c.resource_id::text FROM claim c WHERE c.group_session_id = g.id) AS "resourceIds"
      FROM group_session g
      WHERE g.service_id = ${asked.serviceId}::uuid AND g.cancelled_at IS NULL
        AND g.advisor_id = ANY(${asked.advisorIds}::uuid[])
        AND g.starts_at >= ${toDate(asked.from)} AND g.starts_at < ${toDate(asked.to)}
      ORDER BY g.starts_at, g.id`,
  );
}
