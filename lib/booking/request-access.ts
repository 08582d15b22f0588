import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { answerEvenly } from '#lib/platform/answer-evenly.ts';
import { keyedHash } from '#lib/platform/crypto.ts';
import { appNow, type Temporal } from '#lib/platform/time.ts';
import { issueOneTimeCode, justIssued } from '#lib/identity/issue-one-time-code.ts';
import { type AccessKey, findAccessSubject } from './access-subject.ts';
import { browserTokenOr } from './browser.ts';
import { openMailing } from './mail-change.ts';
import { mailAccessCode } from './mail-access-code.ts';
import { accessRestMinutes, evenAnswerMilliseconds, maxCodeIssues } from './policy.ts';

export type RequestedAccess =
  /** The code is on its way, if there is such an appointment; `browserToken` is for the `__Host-termin` cookie */
  | { ok: true; expiresAt: Temporal.Instant; browserToken: string; sent: boolean }
  /** `unknown-link`: leads nowhere; `used-up`: as many codes as are sent for a while */
  | { ok: false; reason: 'unknown-link' | 'used-up' };

/**
 * Sends a code to the mailbox or phone of an appointment, so that this browser may change it (BK6). To a booking code
 * that nobody has the answer is the same, and takes as long.
 */
export async function requestAccess(
  request: { key: AccessKey; browserToken: string | null },
  database: Database = db(),
): Promise<RequestedAccess> {
  const browserToken = browserTokenOr(request.browserToken);
  const send = () => retryConflicts(() => database.$transaction((tx) => sendCode(request.key, browserToken, tx)));
  return 'linkToken' in request.key ? send() : answerEvenly(evenAnswerMilliseconds, send);
}

async function sendCode(key: AccessKey, browserToken: string, tx: Transaction): Promise<RequestedAccess> {
  const named = await findAccessSubject(key, tx);
  if (named === null) return { ok: false, reason: 'unknown-link' };
  const browserHash = keyedHash('browser', browserToken);
  const subject = { purpose: 'manage_appointment' as const, subjectId: named.subjectId, browserHash };
  const recent = await justIssued(subject, await appNow(tx), tx);
  if (recent !== null) return { ok: true, expiresAt: recent, browserToken, sent: false };
  const issued = await issueOneTimeCode({ ...subject, maxIssues: maxCodeIssues, restMinutes: accessRestMinutes }, tx);
  if (!issued.ok) return issued;
  const mailing = named.appointmentId === null ? null : await openMailing(named.appointmentId, tx);
  if (mailing !== null) await mailAccessCode(issued, mailing, tx);
  return { ok: true, expiresAt: issued.expiresAt, browserToken, sent: true };
}
