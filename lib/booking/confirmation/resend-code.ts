import { type Database, db } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { openDataKey } from '#lib/booking/data-key.ts';
import { readOwnHold } from '#lib/booking/hold/own-hold.sql.ts';
import { openContact } from '#lib/booking/personal-data.ts';
import { maxCodeIssues } from '#lib/booking/policy.ts';
import { sendCode } from './send-code.ts';

export type ResentCode =
  /** `sent` is false when one was sent a moment ago: that one is on its way */
  | { ok: true; expiresAt: Temporal.Instant; sent: boolean }
  /** `no-contact`: own data were not given yet; `used-up`: as many as are sent for one appointment */
  | { ok: false; reason: 'hold-expired' | 'no-contact' | 'used-up' };

/** Sends a new code to the mailbox or phone that was given; the former code ends. */
export async function resendCode(browserToken: string | null, database: Database = db()): Promise<ResentCode> {
  const hash = browserHash(browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  // Each round that is lost is a code that another post has sent.
  for (let round = 1; round <= maxCodeIssues + 1; round += 1) {
    const hold = await readOwnHold(hash, database);
    if (hold === null) return { ok: false, reason: 'hold-expired' };
    const dataKey = hold.keyRef === null ? null : await openDataKey(hold.keyRef);
    const contact = dataKey === null ? null : openContact(hold, dataKey);
    if (dataKey === null || contact === null) return { ok: false, reason: 'no-contact' };
    if (hold.recentCodeEndsAt !== null) return { ok: true, expiresAt: hold.recentCodeEndsAt, sent: false };
    const sent = await sendCode(hold, { contact, locale: hold.locale, given: null }, dataKey, database);
    if (sent.ok) return { ok: true, expiresAt: sent.expiresAt, sent: true };
    if (sent.reason === 'used-up') return { ok: false, reason: 'used-up' };
  }
  throw new Error('A hold was written to more often than codes are sent for it');
}
