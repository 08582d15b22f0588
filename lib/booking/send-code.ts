import type { Transaction } from '#lib/platform/db.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { type Temporal, toDate } from '#lib/platform/time.ts';
import { issueOneTimeCode } from '#lib/identity/issue-one-time-code.ts';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import type { Recipient } from '#lib/messaging/schema.ts';
import type { DataKey } from './data-key.ts';
import { maxCodeIssues } from './policy.ts';

export type SentCode = { ok: true; expiresAt: Temporal.Instant; issuesLeft: number } | { ok: false; reason: 'used-up' };

/**
 * Issues a code, puts the message with it into the outbox, and holds the time until the code ends; all in the caller's transaction,
 * which has locked the hold.
 */
export async function sendCode(
  request: { appointmentId: string; browserHash: Uint8Array<ArrayBuffer>; to: Recipient; locale: Locale; zone: string },
  dataKey: DataKey,
  tx: Transaction,
): Promise<SentCode> {
  const { appointmentId, browserHash, to, locale, zone } = request;
  const issued = await issueOneTimeCode(
    { purpose: 'confirm_appointment', subjectId: appointmentId, browserHash, maxIssues: maxCodeIssues },
    tx,
  );
  if (!issued.ok) return issued;
  const values = {
    code: issued.code,
    purpose: 'confirm_appointment' as const,
    validUntil: issued.expiresAt.toString(),
    zone,
  };
  const message = sealMessage({ template: 'one-time-code', to, locale, values }, dataKey);
  await enqueueMessage(message, { appointmentId }, tx);
  await tx.$executeRaw`
    UPDATE appointment SET expires_at = greatest(expires_at, ${toDate(issued.expiresAt)}),
      promised_until = greatest(promised_until, ${toDate(issued.expiresAt)})
    WHERE id = ${appointmentId}::uuid AND state = 'held'`;
  return { ok: true, expiresAt: issued.expiresAt, issuesLeft: issued.issuesLeft };
}
