import type { Page } from '@playwright/test';
import { rows } from './world.ts';

/** Lets a page's requests come from a network of its own, as a trusted proxy would say it. @returns the address */
export async function comeFrom(page: Page, network: number): Promise<string> {
  const address = `203.0.${network}.77`;
  await page.setExtraHTTPHeaders({ 'x-forwarded-for': address });
  return address;
}

/** As if the network that was counted last had asked so often; journeys go one after the other. */
export async function crowd(kind: string, used: number): Promise<void> {
  const changed = await rows(
    `UPDATE rate_count SET used = $2
     WHERE id = (SELECT id FROM rate_count WHERE kind = $1 ORDER BY xmin::text::bigint DESC LIMIT 1) RETURNING id`,
    [kind, used],
  );
  if (changed.length !== 1) throw new Error(`Nobody has asked for ${kind} yet`);
}
