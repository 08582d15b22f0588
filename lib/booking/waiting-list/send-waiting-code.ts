import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { appNow, legalZone, type Temporal, toDate } from '#lib/platform/time.ts';
import { issueOneTimeCode, justIssued } from '#lib/identity/issue-one-time-code.ts';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import type { Recipient } from '#lib/messaging/schema.ts';
import { browserHash } from '#lib/booking/browser.ts';
import type { DataKey } from '#lib/booking/data-key.ts';
import { returnMailboxAllowance, takeMailboxAllowance } from '#lib/booking/limits/take-mailbox-allowance.ts';
import { maxCodeIssues } from '#lib/booking/policy.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import { openWaiting } from './waiting-entry.ts';

/**
 * Issues a code and puts its message into the outbox; the entry lives until the code ends. In the caller's transaction.
 * @param request.withheld the mailbox had its messages of this hour or day: nothing is sent, and nobody is told (BK3)
 */
export async function sendWaitingCode(
  request: {
    entryId: string;
    browserHash: Uint8Array<ArrayBuffer>;
    to: Recipient;
    locale: Locale;
    zone: string;
    withheld: boolean;
    now: Temporal.Instant;
  },
  dataKey: DataKey,
  tx: Transaction,
): Promise<{ ok: true; expiresAt: Temporal.Instant } | { ok: false; reason: 'used-up' }> {
  const { entryId, browserHash: hash, to, locale, zone, now } = request;
  const subject = { purpose: 'join_waiting_list' as const, subjectId: entryId, browserHash: hash };
  const issued = await issueOneTimeCode({ ...subject, maxIssues: maxCodeIssues, now }, tx);
  if (!issued.ok) return issued;
  const values = { code: issued.code, purpose: subject.purpose, validUntil: issued.expiresAt.toString(), zone };
  const message = sealMessage({ template: 'one-time-code', to, locale, values }, dataKey);
  if (!request.withheld) await enqueueMessage(message, { waitingEntryId: entryId }, tx);
  await tx.waitingEntry.updateMany({
    where: { id: entryId, provedAt: null },
    data: { expiresAt: toDate(issued.expiresAt) },
  });
  return { ok: true, expiresAt: issued.expiresAt };
}

export type ResentWaitingCode =
  /** `sent` is false when one was sent a moment ago: that one is on its way */
  | { ok: true; expiresAt: Temporal.Instant; sent: boolean }
  /** `not-joining`: own data have to be given again */
  | { ok: false; reason: 'not-joining' | 'used-up' };

/** Sends a new code to whom this browser gave while joining; the former code ends. */
export async function resendWaitingCode(
  browserToken: string | null,
  database: Database = db(),
): Promise<ResentWaitingCode> {
  const hash = browserHash(browserToken);
  const joining = hash === null ? null : await readUnproved(hash, database);
  if (hash === null || joining === null) return { ok: false, reason: 'not-joining' };
  const to = recipientOf(joining.contact);
  const withheld = !(await takeMailboxAllowance(to, database));
  const answer = await retryConflicts(() =>
    database.$transaction(async (tx): Promise<ResentWaitingCode> => {
      await tx.$queryRaw`SELECT id FROM waiting_entry WHERE browser_hash = ${hash} AND proved_at IS NULL FOR UPDATE`;
      const entry = await readUnproved(hash, tx);
      if (entry === null) return { ok: false, reason: 'not-joining' };
      const subject = { purpose: 'join_waiting_list' as const, subjectId: entry.id, browserHash: hash };
      const recent = await justIssued(subject, tx);
      if (recent !== null) return { ok: true, expiresAt: recent, sent: false };
      const { id: entryId, locale, dataKey } = entry;
      const now = await appNow(tx);
      const sent = await sendWaitingCode(
        { entryId, browserHash: hash, to, locale, zone: legalZone, withheld, now },
        dataKey,
        tx,
      );
      return sent.ok ? { ok: true, expiresAt: sent.expiresAt, sent: true } : sent;
    }),
  );
  if (!withheld && !(answer.ok && answer.sent)) await returnMailboxAllowance(to, database);
  return answer;
}

async function readUnproved(hash: Uint8Array<ArrayBuffer>, database: Transaction) {
  const entry = await database.waitingEntry.findFirst({
    where: { browserHash: hash, provedAt: null, expiresAt: { gt: toDate(await appNow(database)) } },
  });
  const opened = entry === null ? null : await openWaiting(entry);
  if (entry === null || opened === null) return null;
  const locale: Locale = entry.locale === 'en' ? 'en' : 'de';
  return { id: entry.id, locale, ...opened };
}
