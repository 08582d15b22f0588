import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import { longestClaimMinutes, quietHours } from '#lib/booking/policy.ts';

const instant = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const candidateRow = z.object({
  id: z.uuid(),
  version: z.int(),
  startsAt: instant,
  endsAt: instant,
  toldAt: instant,
  zone: z.string(),
  remindBy: z.enum(['preferred', 'sms', 'both']),
  minutes: z.array(z.int()),
});
export type ReminderCandidate = z.infer<typeof candidateRow>;

/** Where the next page of candidates begins. */
export interface CandidateCursor {
  endsAt: Temporal.Instant;
  id: string;
}

/**
 * Appointments with reminders that were not sent and may be due: what the rules of the night may shift is read a little
 * early, the caller decides. In the order of their ends, by that index.
 */
export async function readReminderCandidates(
  after: CandidateCursor | null,
  limit: number,
  database: Transaction,
): Promise<ReminderCandidate[]> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT a.id::text, a.version::int, s.remind_by::text AS "remindBy", c.time_zone AS zone, unsent.minutes,
      (extract(epoch FROM a.starts_at) * 1000)::bigint::text AS "startsAt",
      (extract(epoch FROM a.ends_at) * 1000)::bigint::text AS "endsAt",
      (extract(epoch FROM told.at) * 1000)::bigint::text AS "toldAt"
    FROM appointment a
    JOIN service s ON s.id = a.service_id
    JOIN service_center c ON c.id = a.service_center_id
    CROSS JOIN LATERAL (
      SELECT array_agg(before.minutes) AS minutes, min(before.minutes) AS least
      FROM unnest(s.reminders) AS before (minutes),
        LATERAL (
          SELECT ((a.starts_at AT TIME ZONE c.time_zone) - make_interval(days => before.minutes / 1440)) AT TIME ZONE c.time_zone
            - make_interval(mins => before.minutes % 1440) AS at
        ) AS wanted
      WHERE (
          wanted.at <= app_now()
          OR (wanted.at <= app_now() + interval '15 hours'
            AND extract(hour FROM wanted.at AT TIME ZONE c.time_zone) NOT BETWEEN ${quietHours.to} AND ${quietHours.from - 1})
        )
        AND NOT EXISTS (
          SELECT FROM unnest(s.reminders) AS sent (minutes)
          JOIN outbox_message o ON o.once = 'reminder:' || a.id || ':' || extract(epoch FROM a.starts_at)::bigint || ':' || sent.minutes
          WHERE sent.minutes <= before.minutes)
    ) AS unsent
    CROSS JOIN LATERAL (
      SELECT greatest(a.confirmed_at, max(created_at)) AS at FROM outbox_message
      WHERE appointment_id = a.id
        AND template IN ('appointment-confirmed', 'appointment-moved', 'appointment-channel-switched')
    ) AS told
    WHERE a.state = 'confirmed' AND a.starts_at > app_now() AND a.key_ref IS NOT NULL
      AND unsent.minutes IS NOT NULL
      AND told.at <= a.starts_at - unsent.least * interval '1 minute' + interval '15 hours'
      AND a.ends_at > app_now() AND a.ends_at < app_now() + ${longestClaimMinutes + 15 * 60} * interval '1 minute'
        + (SELECT max(minutes) FROM service, unnest(reminders) AS minutes) * interval '1 minute'
      AND (a.ends_at, a.id) > (${toDate(after?.endsAt ?? Temporal.Instant.fromEpochMilliseconds(0))}, ${after?.id ?? nobody}::uuid)
    ORDER BY a.ends_at, a.id LIMIT ${limit}`;
  return z.array(candidateRow).parse(rows);
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** Names a reminder of one start, so that it is written once; as `readReminderCandidates` looks for it. */
export function reminderName({ id, startsAt }: Pick<ReminderCandidate, 'id' | 'startsAt'>, minutes: number): string {
  return `reminder:${id}:${startsAt.epochMilliseconds / 1000}:${minutes}`;
}

/**
 * Keeps an appointment as it was read until the transaction ends: whoever changes it waits. `false` when it was changed
 * since.
 */
export async function keepAsRead(
  { id, version }: Pick<ReminderCandidate, 'id' | 'version'>,
  tx: Transaction,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM appointment WHERE id = ${id}::uuid AND state = 'confirmed' AND version = ${version} FOR SHARE`;
  return rows.length > 0;
}

/**
 * Takes reminders back that wait for a mail server or a gateway while their appointment was moved, switched, cancelled or
 * began. Who is told since how it stands needs none, and an older one may name another place.
 * @returns how many
 */
export async function withdrawReminders(database: Transaction): Promise<number> {
  return database.$executeRaw`
    DELETE FROM outbox_message o USING appointment a
    WHERE o.state = 'waiting' AND o.template = 'appointment-reminder' AND a.id = o.appointment_id
      AND (a.state <> 'confirmed' OR a.starts_at <= app_now()
        OR NOT starts_with(o.once, 'reminder:' || a.id || ':' || extract(epoch FROM a.starts_at)::bigint || ':')
        OR EXISTS (SELECT FROM outbox_message later WHERE later.appointment_id = a.id AND later.created_at > o.created_at
          AND later.template IN ('appointment-moved', 'appointment-channel-switched')))`;
}
