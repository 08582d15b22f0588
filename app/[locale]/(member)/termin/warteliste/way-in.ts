import { cookies } from 'next/headers';
import { findOwnWaiting, type OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { browserToken } from '../browser.ts';

/**
 * How this browser came to its entry: the token of a message's link, once its button was pressed or the message's code
 * was typed. Unreadable for scripts, for half an hour. Without it it is the entry that this browser joined with. The code
 * itself is not kept: whoever forges a cookie would try codes that nobody counts.
 */
const cookie = '__Host-termin-warteliste';
const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
const minutes = 30;

export async function comeToEntry(linkToken: string): Promise<void> {
  (await cookies()).set(cookie, linkToken, { ...attributes, maxAge: minutes * 60 });
}

export async function forgetEntry(): Promise<void> {
  (await cookies()).set(cookie, '', { ...attributes, maxAge: 0 });
}

/** The entry that this browser stands before; `null` when there is none (any more). */
export async function ownWaiting(): Promise<OwnWaiting | null> {
  const linkToken = (await cookies()).get(cookie)?.value ?? '';
  return findOwnWaiting(linkToken === '' ? { browserToken: await browserToken() } : { linkToken });
}
