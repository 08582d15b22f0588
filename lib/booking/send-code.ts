import type { Transaction } from '#lib/platform/db.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { type Temporal, toDate } from '#lib/platform/time.ts';
import { issueOneTimeCode } from '#lib/identity/issue-one-time-code.ts';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import { bookingPersonOf } from './booking-person.ts';
import type { DataKey } from './data-key.ts';
import { limitMessage } from './limit-message.ts';
import { readStanding } from './person-booking.sql.ts';
import { maxCodeIssues } from './policy.ts';
import { recipientOf } from './recipient-of.ts';
import type { Contact } from './schema.ts';

export type SentCode = { ok: true; expiresAt: Temporal.Instant; issuesLeft: number } | { ok: false; reason: 'used-up' };

/**
 * Issues a code, puts the message with it into the outbox, and holds the time until the code ends; all in the caller's transaction,
 * which has locked the hold. For a person who can book no more the message says that in the place of the code. Whatever
 * is sent, a code is issued and the answer is the same, for the same work: nobody learns anything from it (BK3, BK12).
 * @param request.withheld the mailbox had its messages of this hour or day: nothing is sent
 */
export async function sendCode(
  request: {
    appointmentId: string;
    browserHash: Uint8Array<ArrayBuffer>;
    contact: Contact;
    locale: Locale;
    zone: string;
    withheld: boolean;
  },
  dataKey: DataKey,
  tx: Transaction,
): Promise<SentCode> {
  const { appointmentId, browserHash, contact, locale, zone, withheld } = request;
  const to = recipientOf(contact);
  const { reached, told } = await readStanding(bookingPersonOf(contact), tx);
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
  const message =
    reached === null
      ? sealMessage({ template: 'one-time-code', to, locale, values }, dataKey)
      : limitMessage({ subjectId: appointmentId, to, locale, reached, told }, dataKey);
  if (!withheld) await enqueueMessage(message, { appointmentId }, tx);
  await tx.$executeRaw`
    UPDATE appointment SET expires_at = greatest(expires_at, ${toDate(issued.expiresAt)}),
      promised_until = greatest(promised_until, ${toDate(issued.expiresAt)})
    WHERE id = ${appointmentId}::uuid AND state = 'held'`;
  return { ok: true, expiresAt: issued.expiresAt, issuesLeft: issued.issuesLeft };
}
