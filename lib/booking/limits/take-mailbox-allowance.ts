import type { Database } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { multiplied } from '#lib/platform/rate-limit/limit.ts';
import { returnAllowance, takeAllowances } from '#lib/platform/rate-limit/take-allowance.ts';
import type { Recipient } from '#lib/messaging/schema.ts';
import { mailboxHash } from './identity-hash.ts';
import { mailboxLimits } from './limits.ts';

/**
 * Asks whether one more message with a code may go to a mailbox or phone, and counts it if so (ID3). Call it before the
 * transaction that sends it: a count does not wait for the disk.
 * @returns false: nothing is sent, and nobody is told
 */
export async function takeMailboxAllowance(to: Recipient, database: Database): Promise<boolean> {
  const limits = mailboxLimits[to.medium].map((limit) => multiplied(limit, env().LIMIT_FACTOR));
  const reached = await takeAllowances(limits, mailboxHash(to), database);
  if (reached !== null) log.warn('A limit per mailbox is reached', { event: reached.kind });
  return reached === null;
}

/** Takes one back: the post was the one before, repeated, and nothing was sent. */
export async function returnMailboxAllowance(to: Recipient, database: Database): Promise<void> {
  for (const limit of mailboxLimits[to.medium]) await returnAllowance(limit, mailboxHash(to), database);
}
