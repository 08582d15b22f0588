import type { Database } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { makeOneTimeCode } from '#lib/identity/issue-one-time-code.ts';
import { sealMessage } from '#lib/messaging/enqueue-message.ts';
import type { DataKey } from '#lib/booking/data-key.ts';
import type { OwnHold } from '#lib/booking/hold/own-hold.sql.ts';
import { bookingPersonOf } from '#lib/booking/limits/booking-person.ts';
import { limitMessage } from '#lib/booking/limits/limit-message.ts';
import { readStanding } from '#lib/booking/limits/person-booking.sql.ts';
import { returnMailboxAllowance, takeMailboxAllowance } from '#lib/booking/limits/take-mailbox-allowance.ts';
import { maxCodeIssues } from '#lib/booking/policy.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { type SealedData, writeCodeOf } from './send-code.sql.ts';

export type SentCode =
  | { ok: true; expiresAt: Temporal.Instant }
  /** `overtaken`: the hold is not as it was read: read it again; `used-up`: as many as are sent for one appointment */
  | { ok: false; reason: 'overtaken' | 'used-up' };

/**
 * Makes a code for a hold, puts the message with it into the outbox, and holds the time until the code ends, all or
 * nothing. For a person who can book no more the message says that in the place of the code; a mailbox that had its
 * messages of this hour or day gets none. Whatever is sent, a code is written and the answer is the same, for the same
 * work: nobody learns anything from it (BK3, BK12).
 * @param request.given own data that are written with it; `null`: they are there
 */
export async function sendCode(
  hold: OwnHold,
  request: { contact: Contact; locale: Locale; given: SealedData | null },
  dataKey: DataKey,
  database: Database,
): Promise<SentCode> {
  const { contact, locale, given } = request;
  const to = recipientOf(contact);
  const { reached, told } = await readStanding(bookingPersonOf(contact), database);
  const { id, browserHash, now, zone } = hold;
  const purpose = 'confirm_appointment';
  const code = makeOneTimeCode({ purpose, subjectId: id, browserHash, maxIssues: maxCodeIssues, now });
  const { expiresAt } = code;
  const values = { code: code.code, purpose, validUntil: expiresAt.toString(), zone } as const;
  const message =
    reached === null
      ? sealMessage({ template: 'one-time-code', to, locale, values }, dataKey)
      : limitMessage({ subjectId: id, to, locale, reached, told }, dataKey);
  const allowed = await takeMailboxAllowance(to, database);
  const outcome = await retryConflicts(() =>
    writeCodeOf(hold, { code, message: allowed ? message : null, given }, database),
  );
  if (outcome === 'written') return { ok: true, expiresAt };
  if (allowed) await returnMailboxAllowance(to, database);
  return { ok: false, reason: outcome };
}
