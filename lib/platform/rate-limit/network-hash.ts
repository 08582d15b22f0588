import { hashUnder } from '../crypto.ts';
import type { Transaction } from '../db.ts';
import { ensureKey } from '../keys.ts';
import { appNow, legalDay } from '../time.ts';
import type { Allowance, Limit } from './limit.ts';
import { networkPrefix } from './network-prefix.ts';
import { takeAllowance } from './take-allowance.ts';

/** The matter that the day's key belongs to: no row's id. */
const matterId = '6e657477-6f72-4b00-8000-000000000000';

type Asked = Pick<Transaction, '$queryRaw'>;

interface DaysKey {
  day: string;
  key: Uint8Array;
}

/** The key that was read last, by pool: clock and key store need not be asked for every request. */
const kept = new WeakMap<Asked, DaysKey>();
/** So many milliseconds it stays in the process. */
const keptFor = 60_000;

async function readKey(database: Asked): Promise<DaysKey> {
  const today = legalDay(await appNow(database));
  // The store ends keys at the beginning of their last day: the day's own would be gone within the hour.
  const { key } = await ensureKey(matterId, today.add({ days: 1 }));
  return { day: today.toString(), key };
}

const hashOf = ({ key }: DaysKey, address: string | null) => hashUnder(key, `network:${networkPrefix(address)}`);

/**
 * What stands for a visitor's network in counts: a hash of its prefix under a random key of the day. All web processes
 * find the key in the key store. It goes with the first purge of the next day; after that nobody can tell which network
 * a count was about, by trying all of them either (LG2). Neither address nor prefix is kept or logged.
 * @param address as the trusted proxies saw it
 */
export async function networkHash(address: string | null, database: Asked): Promise<Uint8Array<ArrayBuffer>> {
  return hashOf(await readKey(database), address);
}

/**
 * Asks whether a visitor's network may do something once more, and counts it if so: one statement, while the day's key
 * is at hand. What is counted under the key of a day that is over by then is counted again under today's.
 */
export async function takeAllowanceOfNetwork(
  limit: Limit,
  address: string | null,
  proved: boolean,
  database: Asked,
): Promise<Allowance> {
  const known = kept.get(database);
  if (known !== undefined) {
    const allowance = await takeAllowance(limit, hashOf(known, address), proved, database);
    if (allowance.standing.day === known.day) return allowance;
  }
  const read = await readKey(database);
  kept.set(database, read);
  setTimeout(() => {
    if (kept.get(database) === read) kept.delete(database);
  }, keptFor).unref();
  return takeAllowance(limit, hashOf(read, address), proved, database);
}
