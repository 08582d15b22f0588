import { z } from 'zod';
import { readRows, type Transaction } from '../db.ts';
import { legalZone } from '../time.ts';
import { Prisma } from '#prisma/generated/client.ts';

const rows = z.array(
  z.object({
    used: z.int().nullable(),
    before: z.int(),
    reset: z.int(),
    day: z.string(),
  }),
);

export interface Count {
  kind: string;
  minutes: number;
}

const zone = Prisma.raw(`'${legalZone}'`);

/**
 * Counts one more in the running window of each kind, unless its `most` are reached: one statement, so that requests at
 * the same moment, from whatever process, cannot get past it. What is refused is not counted. Call it outside of
 * transactions: its commit is not waited for on the disk, so that a busy network's row is not locked for long. A crash
 * of the database may forget the last counts, and nothing else.
 * @returns of each kind, in order: `used` after it, or `null` when it was refused; `before` as it was when the statement
 * began; seconds to the window's end; the day it is, in the legal zone
 */
export async function countUse(
  counts: readonly (Count & { most: number })[],
  subjectHash: Uint8Array<ArrayBuffer>,
  database: Pick<Transaction, '$queryRaw'>,
): Promise<z.infer<typeof rows>> {
  const asked = counts.map(
    ({ kind, minutes, most }, index) => Prisma.sql`(${kind}, ${minutes}::int, ${most}::int, ${index}::int)`,
  );
  return rows.parse(
    await readRows(
      database,
      Prisma.sql`
      WITH quick AS MATERIALIZED (
        SELECT set_config('synchronous_commit', 'off', true) AS setting
      ), span AS MATERIALIZED (
        SELECT kind, most, position, date_bin(length, app_now(), timestamptz '2000-01-01 00:00Z') AS start, length
        FROM quick, (VALUES ${Prisma.join(asked)}) AS asked (kind, minutes, most, position),
          make_interval(mins => minutes) AS length
        WHERE quick.setting = 'off'
      ), counted AS (
        INSERT INTO rate_count AS former (kind, subject_hash, window_start, expires_at)
        SELECT kind, ${subjectHash}, start, start + length FROM span
        ON CONFLICT (kind, subject_hash, window_start) DO UPDATE SET used = former.used + 1
        WHERE former.used < (SELECT most FROM span WHERE span.kind = former.kind)
        RETURNING kind, used
      )
      SELECT counted.used::int, coalesce(former.used, 0)::int AS before,
        ceil(extract(epoch FROM span.start + length - app_now()))::int AS reset,
        (app_now() AT TIME ZONE ${zone})::date::text AS day
      FROM span LEFT JOIN counted ON counted.kind = span.kind
        LEFT JOIN rate_count AS former
          ON former.kind = span.kind AND former.subject_hash = ${subjectHash} AND former.window_start = span.start
      ORDER BY span.position`,
    ),
  );
}

/** Takes one back that did not count after all. The last one of a row stays: counts begin at one. */
export async function uncountUse(
  { kind, minutes }: Count,
  subjectHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<void> {
  await database.$executeRaw`
    UPDATE rate_count SET used = used - 1
    WHERE kind = ${kind} AND subject_hash = ${subjectHash} AND used > 1
      AND window_start = date_bin(make_interval(mins => ${minutes}::int), app_now(), timestamptz '2000-01-01 00:00Z')`;
}
