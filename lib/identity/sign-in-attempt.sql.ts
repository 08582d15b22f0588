import { z } from 'zod';
import type { Database, Transaction } from '#lib/platform/db.ts';
import { signInMaxTries, signInWindowMinutes } from './policy.ts';

const counted = z.array(z.object({ id: z.uuid() }));

/**
 * Writes one try down before the password is looked at, unless the limit is reached. Tries on one key queue behind a
 * lock taken in an earlier statement, so that no process counts while another has counted and not yet written (ID3).
 * @returns `false` when the limit is reached
 */
export async function countSignInAttempt(keyHash: Uint8Array<ArrayBuffer>, database: Database): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const lockKey = Buffer.from(keyHash).readBigInt64BE(0);
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${lockKey})::text AS lock`;
    const rows = await tx.$queryRaw`
      INSERT INTO sign_in_attempt (key_hash)
      SELECT ${keyHash}
      WHERE (
        SELECT count(*) FROM sign_in_attempt
        WHERE key_hash = ${keyHash} AND attempt_at > app_now() - make_interval(mins => ${signInWindowMinutes}::int)
      ) < ${signInMaxTries}
      RETURNING id::text`;
    return counted.parse(rows).length === 1;
  });
}

/** A right password ends the count. */
export async function forgetSignInAttempts(keyHash: Uint8Array<ArrayBuffer>, tx: Transaction): Promise<void> {
  await tx.signInAttempt.deleteMany({ where: { keyHash } });
}
