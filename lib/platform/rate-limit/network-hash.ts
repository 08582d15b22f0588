import { hashUnder } from '../crypto.ts';
import type { Transaction } from '../db.ts';
import { ensureKey } from '../keys.ts';
import { appNow, legalDay } from '../time.ts';
import { networkPrefix } from './network-prefix.ts';

/** The matter that the day's key belongs to: no row's id. */
const matterId = '6e657477-6f72-4b00-8000-000000000000';

/**
 * What stands for a visitor's network in counts: a hash of its prefix under a random key of the day. All web processes
 * find the key in the key store. It goes with the first purge of the next day; after that nobody can tell which network
 * a count was about, by trying all of them either (LG2). Neither address nor prefix is kept or logged.
 * @param address as the trusted proxies saw it
 */
export async function networkHash(
  address: string | null,
  database: Pick<Transaction, '$queryRaw'>,
): Promise<Uint8Array<ArrayBuffer>> {
  // The store ends keys at the beginning of their last day: the day's own would be gone within the hour.
  const lastDay = legalDay(await appNow(database)).add({ days: 1 });
  const { key } = await ensureKey(matterId, lastDay);
  return hashUnder(key, `network:${networkPrefix(address)}`);
}
