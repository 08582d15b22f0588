import { z } from 'zod';
import type { Transaction } from '../db.ts';

const row = z.object({ used: z.int().nullable(), before: z.int(), reset: z.int() });

export interface Count {
  kind: string;
  subjectHash: Uint8Array<ArrayBuffer>;
  minutes: number;
}

/**
 * Counts one more in the running window, unless `most` are reached: one statement, so that requests at the same moment,
 * from whatever process, cannot get past it. What is refused is not counted. Call it outside of transactions: its
 * commit is not waited for on the disk, so that a busy network's row is not locked for long. A crash of the database
 * may forget the last counts, and nothing else.
 * @returns `used` after it, or `null` when it was refused; `before` as it was when the statement began; seconds to the
 * window's end
 */
export async function countUse(
  { kind, subjectHash, minutes }: Count,
  most: number,
  database: Pick<Transaction, '$queryRaw'>,
): Promise<z.infer<typeof row>> {
  const rows = await database.$queryRaw<unknown[]>`
    WITH quick AS MATERIALIZED (
      SELECT set_config('synchronous_commit', 'off', true) AS setting
    ), span AS MATERIALIZED (
      SELECT date_bin(length, app_now(), timestamptz '2000-01-01 00:00Z') AS start, length
      FROM quick, make_interval(mins => ${minutes}::int) AS length WHERE quick.setting = 'off'
    ), counted AS (
      INSERT INTO rate_count AS former (kind, subject_hash, window_start, expires_at)
      SELECT ${kind}, ${subjectHash}, start, start + length FROM span
      ON CONFLICT (kind, subject_hash, window_start) DO UPDATE SET used = former.used + 1 WHERE former.used < ${most}
      RETURNING used
    )
    SELECT (SELECT used::int FROM counted) AS used,
      coalesce((SELECT used::int FROM rate_count
        WHERE kind = ${kind} AND subject_hash = ${subjectHash} AND window_start = span.start), 0) AS before,
      ceil(extract(epoch FROM span.start + length - app_now()))::int AS reset
    FROM span`;
  return row.parse(rows[0]);
}

/** Takes one back that did not count after all. The last one of a row stays: counts begin at one. */
export async function uncountUse({ kind, subjectHash, minutes }: Count, database: Transaction): Promise<void> {
  await database.$executeRaw`
    UPDATE rate_count SET used = used - 1
    WHERE kind = ${kind} AND subject_hash = ${subjectHash} AND used > 1
      AND window_start = date_bin(make_interval(mins => ${minutes}::int), app_now(), timestamptz '2000-01-01 00:00Z')`;
}
