import { type Database, db } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { holdMinutes, maxExtensions } from '#lib/booking/policy.ts';
import { prolongHold } from './hold.sql.ts';
import { readHold } from './read-hold.ts';

export type ExtendedHold =
  | { ok: true; expiresAt: Temporal.Instant; extensionsLeft: number }
  | { ok: false; reason: 'hold-expired' | 'used-up' };

/** Starts the ten minutes of this browser's hold anew (BK5), three times at most. */
export async function extendHold(browserToken: string | null, database: Database = db()): Promise<ExtendedHold> {
  const hash = browserHash(browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  const extended = await prolongHold(hash, { minutes: holdMinutes, maxExtensions }, database);
  if (extended !== null)
    return { ok: true, expiresAt: extended.expiresAt, extensionsLeft: maxExtensions - extended.extensions };
  return { ok: false, reason: (await readHold(browserToken, database)) === null ? 'hold-expired' : 'used-up' };
}
