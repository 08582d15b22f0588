import { recordAudit } from '#lib/audit/record-audit.ts';
import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { multiplied } from '#lib/platform/rate-limit/limit.ts';
import { networkHash } from '#lib/platform/rate-limit/network-hash.ts';
import { returnAllowance, takeAllowance } from '#lib/platform/rate-limit/take-allowance.ts';
import { nobodysHash, verifyPassword } from './core/password.ts';
import { signInNetworkLimit } from './policy.ts';
import type { Credentials } from './schema.ts';
import { countSignInAttempt, forgetSignInAttempts } from './sign-in-attempt.sql.ts';
import { insertStaffSession } from './staff-session.sql.ts';

export type SignInOutcome =
  | { ok: true; sessionId: string }
  /** Wrong password, unknown address, somebody who left: one answer, at the same cost. */
  | { ok: false; reason: 'credentials-wrong' }
  /** The limit of tries on this address, or from this network, is reached, whether it exists or not; nothing was compared. */
  | { ok: false; reason: 'too-many-tries' };

/**
 * Signs a member of staff in: counts the try (for the address, and for the network it comes from: whoever tries many
 * addresses is stopped as well), compares, then writes session and audit entry together.
 * @param from the visitor's network address, as the trusted proxies saw it
 * @throws faults of the database: without the count nobody gets in (ID3, fails closed)
 */
export async function signIn(
  credentials: Credentials,
  from: string | null,
  database: Database = db(),
): Promise<SignInOutcome> {
  const limit = multiplied(signInNetworkLimit, env().LIMIT_FACTOR);
  const network = await networkHash(from, database);
  if (!(await takeAllowance(limit, network, false, database)).ok) {
    log.warn('Sign-in refused: too many tries from one network');
    return { ok: false, reason: 'too-many-tries' };
  }
  const keyHash = keyedHash('sign-in', credentials.email);
  if (!(await countSignInAttempt(keyHash, database))) {
    log.warn('Sign-in refused: too many tries');
    return { ok: false, reason: 'too-many-tries' };
  }
  const staff = await database.staff.findUnique({
    where: { email: credentials.email },
    select: { id: true, active: true, credential: { select: { passwordHash: true } } },
  });
  const right = await verifyPassword(credentials.password, staff?.credential?.passwordHash ?? nobodysHash);
  if (!right || staff === null || !staff.active) {
    log.warn('Sign-in refused: e-mail address or password is wrong');
    return { ok: false, reason: 'credentials-wrong' };
  }
  const sessionId = await database.$transaction(async (tx) => {
    await forgetSignInAttempts(keyHash, tx);
    await returnAllowance(limit, network, tx);
    const id = await insertStaffSession(staff.id, tx);
    await recordAudit(tx, {
      actorKind: 'staff',
      actorId: staff.id,
      action: 'session:started',
      objectKind: 'staff_session',
      objectId: id,
    });
    return id;
  });
  return { ok: true, sessionId };
}
