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
  const { kind, minutes } = limit;
  const { used, before, reset } = await countUse({ kind, subjectHash, minutes }, quota, database);
  const standing = { limit, quota, remaining: used === null ? 0 : quota - used, reset };
  if (used !== null) return { ok: true, standing };
  return { ok: false, reason: proved || before >= limit.most ? 'too-many' : 'proof-needed', standing };
}

/** Takes one back that did not count after all. */
export async function returnAllowance(
  { kind, minutes }: Limit,
  subjectHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<void> {
  await uncountUse({ kind, subjectHash, minutes }, database);
}
