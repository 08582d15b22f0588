import { headers } from 'next/headers';
import { takeNetworkAllowance } from '#lib/booking/take-network-allowance.ts';
import type { Limit } from '#lib/platform/rate-limit/limit.ts';
import type { Refusal } from './refusal.ts';

/**
 * Asks whether this visitor's network may do this once more.
 * @returns `null` when it may; else what the page says, for `refuse`
 */
export async function askLimit(limit: Limit): Promise<Refusal | null> {
  const address = (await headers()).get('x-forwarded-for');
  const allowance = await takeNetworkAllowance({ limit, address, proved: true });
  return allowance.ok ? null : { kind: 'too-many', minutes: Math.max(1, Math.ceil(allowance.standing.reset / 60)) };
}
