import { type Database, db } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { type Allowance, type Limit, multiplied } from '#lib/platform/rate-limit/limit.ts';
import { takeAllowanceOfNetwork } from '#lib/platform/rate-limit/network-hash.ts';

/**
 * Asks whether a visitor's network may do this once more, and counts it if so (BK12, ID3). Pages and API ask before
 * they call the use case.
 * @param request.address as the trusted proxies saw it; used for this question and forgotten (LG2)
 * @param request.proved a proof of work or patience was used up for this
 * @throws faults of the database: without a count nothing happens
 */
export async function takeNetworkAllowance(
  request: { limit: Limit; address: string | null; proved?: boolean },
  database: Database = db(),
): Promise<Allowance> {
  const limit = multiplied(request.limit, env().LIMIT_FACTOR);
  const allowance = await takeAllowanceOfNetwork(limit, request.address, request.proved ?? false, database);
  if (!allowance.ok) log.warn('A limit per network is reached', { event: limit.kind, reason: allowance.reason });
  return allowance;
}
