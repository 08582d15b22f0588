import { z } from 'zod';
import type { Transaction } from '../db.ts';
import { toDate } from '../time.ts';
import { type Proof, passMinutes, passUses } from './proof.ts';

const rowsOf = z.array(z.object({ id: z.uuid() })).max(1);

/**
 * Uses a proof up and gives its browser a pass for it, both or neither. The proof's row bears the instant that it was
 * given out, so that it is the same row whenever it is used.
 * @returns `false` when it was used before
 */
export async function exchangeProof(
  proof: Proof,
  hashes: { proof: Uint8Array<ArrayBuffer>; browser: Uint8Array<ArrayBuffer> },
  database: Pick<Transaction, '$queryRaw'>,
): Promise<boolean> {
  const rows = await database.$queryRaw`
    WITH used AS (
      INSERT INTO rate_count (kind, subject_hash, window_start, expires_at)
      VALUES ('proof', ${hashes.proof}, ${toDate(proof.issuedAt)}, ${toDate(proof.expiresAt)})
      ON CONFLICT DO NOTHING
      RETURNING id
    )
    INSERT INTO rate_count AS former (kind, subject_hash, window_start, used, expires_at)
    SELECT 'pass', ${hashes.browser}, ${toDate(proof.issuedAt)}, 1, app_now() + make_interval(mins => ${passMinutes}::int)
    FROM used
    ON CONFLICT (kind, subject_hash, window_start) DO UPDATE SET used = 1, expires_at = excluded.expires_at
    RETURNING id::text`;
  return rowsOf.parse(rows).length === 1;
}

/** Takes one use of a browser's pass. @returns `false` when it has none (any more) */
export async function takePass(
  browser: Uint8Array<ArrayBuffer>,
  database: Pick<Transaction, '$queryRaw'>,
): Promise<boolean> {
  const rows = await database.$queryRaw`
    UPDATE rate_count SET used = used + 1
    WHERE kind = 'pass' AND subject_hash = ${browser} AND used <= ${passUses} AND expires_at > app_now()
      AND id = (
        SELECT id FROM rate_count
        WHERE kind = 'pass' AND subject_hash = ${browser} AND used <= ${passUses} AND expires_at > app_now()
        ORDER BY expires_at LIMIT 1)
    RETURNING id::text`;
  return rowsOf.parse(rows).length === 1;
}
