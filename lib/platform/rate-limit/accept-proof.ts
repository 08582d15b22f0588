import { keyedHash } from '../crypto.ts';
import { type Database, db } from '../db.ts';
import { env } from '../env.ts';
import { appNow } from '../time.ts';
import { type Limit, multiplied } from './limit.ts';
import { networkHash } from './network-hash.ts';
import { exchangeProof, takePass } from './pass.sql.ts';
import type { Proof } from './proof.ts';
import { readSolution } from './proof-of-work.ts';
import { takeAllowance } from './take-allowance.ts';
import { readTicket } from './waiting-ticket.ts';

/** Tickets that one network gets in an hour: for the people in it whose browsers run no scripts. */
export const ticketLimit = { kind: 'ticket', minutes: 60, near: 30, most: 30 } as const satisfies Limit;

const browserOf = (token: string) => keyedHash('proof', `pass:${token}`);

async function exchange(proof: Proof, browser: string, database: Database): Promise<boolean> {
  const hashes = { proof: keyedHash('proof', proof.id), browser: browserOf(browser) };
  return exchangeProof(proof, hashes, database);
}

/** Gives a browser a pass for a task that it solved. @returns `false` when the solution is worth nothing (any more) */
export async function acceptSolution(said: string, browser: string, database: Database = db()): Promise<boolean> {
  const proof = await readSolution(said, browser, await appNow(database));
  return proof !== null && exchange(proof, browser, database);
}

export type AcceptedTicket =
  | { ok: true }
  /** The same ticket is good after so many seconds */
  | { ok: false; reason: 'too-early'; seconds: number }
  /** `worthless`: a new one is needed; `too-many`: the network had its tickets of this hour */
  | { ok: false; reason: 'worthless' | 'too-many' };

/**
 * Gives a browser a pass for having waited.
 * @param request.address the visitor's, as the trusted proxies saw it
 */
export async function acceptTicket(
  request: { ticket: string; browser: string; address: string | null },
  database: Database = db(),
): Promise<AcceptedTicket> {
  const { ticket, browser, address } = request;
  const read = readTicket(ticket, browser, await appNow(database));
  if (!read.ok) return read;
  const limit = multiplied(ticketLimit, env().LIMIT_FACTOR);
  if (!(await takeAllowance(limit, await networkHash(address, database), false, database)).ok)
    return { ok: false, reason: 'too-many' };
  return (await exchange(read.proof, browser, database)) ? { ok: true } : { ok: false, reason: 'worthless' };
}

/** Uses a browser's pass once. */
export async function spendPass(browser: string, database: Database = db()): Promise<boolean> {
  return takePass(browserOf(browser), database);
}
