import { getLocale } from 'next-intl/server';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { takeNetworkAllowance } from '#lib/booking/limits/take-network-allowance.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { spendPass } from '#lib/platform/rate-limit/accept-proof.ts';
import type { Limit } from '#lib/platform/rate-limit/limit.ts';
import { proofMinutes } from '#lib/platform/rate-limit/proof.ts';
import { proofPath } from './pruefung/proof-path.ts';
import type { Refusal } from './refusal.ts';

/** Random, for this one purpose: a proof is good only in the browser that was asked for it. */
const cookie = '__Host-termin-pruefung';

/** The browser that proofs are asked of; `null` when it was never asked, or sends no cookies. */
export async function provingBrowser(): Promise<string | null> {
  const token = (await cookies()).get(cookie)?.value;
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null;
}

/** The visitor's address, as the trusted proxies saw it; used for a count and forgotten (LG2). */
export async function visitorAddress(): Promise<string | null> {
  return (await headers()).get('x-forwarded-for');
}

/**
 * Asks whether this visitor's network may do this once more. Near the limit it leads to the page that asks for a proof,
 * and does not return: save first what was typed.
 * @param back German path of the page to come back to, without anything about a person
 * @returns `null` when it may; else what the page says, for `refuse`
 */
export async function askLimit(limit: Limit, back: string): Promise<Refusal | null> {
  const address = await visitorAddress();
  let allowance = await takeNetworkAllowance({ limit, address });
  const browser = await provingBrowser();
  if (!allowance.ok && allowance.reason === 'proof-needed') {
    if (browser === null || !(await spendPass(browser))) return leadToProof(browser, back);
    allowance = await takeNetworkAllowance({ limit, address, proved: true });
  }
  return allowance.ok ? null : { kind: 'too-many', minutes: Math.max(1, Math.ceil(allowance.standing.reset / 60)) };
}

async function leadToProof(browser: string | null, back: string): Promise<never> {
  const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: proofMinutes * 60 } as const;
  (await cookies()).set(cookie, browser ?? randomToken(), attributes);
  redirect(localePath(await getLocale(), proofPath(back)));
}
