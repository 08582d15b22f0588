import type { Transaction } from '../db.ts';
import type { Allowance, Limit } from './limit.ts';
import { countUse, uncountUse } from './rate-count.sql.ts';

/**
 * Asks whether something may happen once more, and counts it if so. Faults of the database are thrown: without a count
 * nothing happens (ID3, fails closed).
 * @param subjectHash keyed hash of whom the limit is for
 * @param proved a proof was given and used up for this
 */
export async function takeAllowance(
  limit: Limit,
  subjectHash: Uint8Array<ArrayBuffer>,
  proved: boolean,
  database: Pick<Transaction, '$queryRaw'>,
): Promise<Allowance> {
  const quota = proved ? limit.most : limit.near;
  const [counted] = await countUse([{ ...limit, most: quota }], subjectHash, database);
  if (counted === undefined) throw new Error('Nothing was counted');
  const { used, before, reset, day } = counted;
  const standing = { limit, quota, remaining: used === null ? 0 : quota - used, reset, day };
  if (used !== null) return { ok: true, standing };
  return { ok: false, reason: proved || before >= limit.most ? 'too-many' : 'proof-needed', standing };
}

/**
 * Asks whether something may happen once more within several limits of one subject, and counts it in all of them or in
 * none. @returns the limit that is reached, or `null`
 */
export async function takeAllowances(
  limits: readonly Limit[],
  subjectHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<Limit | null> {
  const counted = await countUse(limits, subjectHash, database);
  const reached = limits.find((_, index) => counted[index]?.used == null);
  if (reached === undefined) return null;
  for (const [index, limit] of limits.entries())
    if (counted[index]?.used != null) await returnAllowance(limit, subjectHash, database);
  return reached;
}

/** Takes one back that did not count after all. */
export async function returnAllowance(
  limit: Limit,
  subjectHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<void> {
  await uncountUse(limit, subjectHash, database);
}
