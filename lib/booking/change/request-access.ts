import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { answerEvenly } from '#lib/platform/answer-evenly.ts';
import { keyedHash } from '#lib/platform/crypto.ts';
import { appNow, type Temporal } from '#lib/platform/time.ts';
import { issueOneTimeCode, justIssued } from '#lib/identity/issue-one-time-code.ts';
import { browserTokenOr } from '#lib/booking/browser.ts';
import { returnMailboxAllowance, takeMailboxAllowance } from '#lib/booking/limits/take-mailbox-allowance.ts';
import { type Mailing, openMailing } from '#lib/booking/mail-change.ts';
import { evenAnswerMilliseconds, maxCodeIssues } from '#lib/booking/policy.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import { type AccessKey, findAccessSubject } from './access-subject.ts';
import { mailAccessCode } from './mail-access-code.ts';

export type RequestedAccess =
  /** The code is on its way, if there is such an appointment; `browserToken` is for the `__Host-termin` cookie */
  | { ok: true; expiresAt: Temporal.Instant; browserToken: string; sent: boolean }
  /** `unknown-link`: leads nowhere; `used-up`: as many codes as are sent for a while */
  | { ok: false; reason: 'unknown-link' | 'used-up' };

/**
 * Sends a code to the mailbox or phone of an appointment, so that this browser may change it (BK6). To a booking code
 * that nobody has the answer is the same, and takes as long; so it is where the mailbox had its messages of this hour.
 */
export async function requestAccess(
  request: { key: AccessKey; browserToken: string | null },
  database: Database = db(),
): Promise<RequestedAccess> {
  const { key } = request;
  const browserToken = browserTokenOr(request.browserToken);
  const send = () => sendWithin(key, browserToken, database);
  return 'linkToken' in key ? send() : answerEvenly(evenAnswerMilliseconds, send);
}

/** Within what one mailbox or phone gets. */
async function sendWithin(key: AccessKey, browserToken: string, database: Database): Promise<RequestedAccess> {
  const named = await findAccessSubject(key, database);
  if (named === null) return { ok: false, reason: 'unknown-link' };
  const mailing = named.appointmentId === null ? null : await openMailing(named.appointmentId, database);
  const to = mailing === null ? null : recipientOf(mailing.contact);
  const allowed = to !== null && (await takeMailboxAllowance(to, database));
  const answer = await retryConflicts(() =>
    database.$transaction((tx) => sendCode(named.subjectId, browserToken, allowed ? mailing : null, tx)),
  );
  if (to !== null && allowed && !(answer.ok && answer.sent)) await returnMailboxAllowance(to, database);
  return answer;
}

async function sendCode(
  subjectId: string,
  browserToken: string,
  mailing: Mailing | null,
  tx: Transaction,
): Promise<RequestedAccess> {
  const browserHash = keyedHash('browser', browserToken);
  const subject = { purpose: 'manage_appointment' as const, subjectId, browserHash };
  const recent = await justIssued(subject, tx);
  if (recent !== null) return { ok: true, expiresAt: recent, browserToken, sent: false };
  const issued = await issueOneTimeCode(
    { ...subject, maxIssues: maxCodeIssues, startsOver: true, now: await appNow(tx) },
    tx,
  );
  if (!issued.ok) return issued;
  if (mailing !== null) await mailAccessCode(issued, mailing, tx);
  return { ok: true, expiresAt: issued.expiresAt, browserToken, sent: true };
}
