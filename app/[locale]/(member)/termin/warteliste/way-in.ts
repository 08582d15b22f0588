import { cookies } from 'next/headers';
import type { WaitingKey } from '#lib/booking/find-own-waiting.ts';
import { findOwnWaiting, type OwnWaiting } from '#lib/booking/find-own-waiting.ts';
import { browserToken } from '../browser.ts';

/**
 * How this browser came to its entry: the token of a message's link, once its button was pressed, or the code that was
 * typed. Unreadable for scripts, for half an hour. Without either it is the entry that this browser joined with.
 */
const cookie = '__Host-termin-warteliste';
const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
const minutes = 30;

/** @param way token or code */
export async function comeToEntry(way: string): Promise<void> {
  (await cookies()).set(cookie, way, { ...attributes, maxAge: minutes * 60 });
}

export async function forgetEntry(): Promise<void> {
  (await cookies()).set(cookie, '', { ...attributes, maxAge: 0 });
}

/** The entry that this browser stands before; `null` when there is none (any more). */
export async function ownWaiting(): Promise<OwnWaiting | null> {
  const way = (await cookies()).get(cookie)?.value ?? '';
  return findOwnWaiting(way === '' ? { browserToken: await browserToken() } : keyOf(way));
}

function keyOf(way: string): WaitingKey {
  return way.length === 43 ? { linkToken: way } : { code: way };
}
