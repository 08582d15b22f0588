import { keyedHash, randomCode } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type CodeSubject, forgetEndedCode, readLivingCode, writeCode } from './one-time-code.sql.ts';

/** How long a code lives and how often it can be tried. */
export const codeMinutes = 10;
export const codeTries = 5;
/**
 * Minutes after its end in which a code is still known: by it whoever posts it again is told what it did, and the codes
 * of a subject are counted. After that, codes for changing an appointment can be sent anew.
 */
export const codeRestMinutes = 30;
/** Within these seconds a repeated wish (a double click) is the same wish. */
const repeatSeconds = 20;

export type IssuedCode =
  | { ok: true; code: string; expiresAt: Temporal.Instant; issuesLeft: number }
  | { ok: false; reason: 'used-up' };

/**
 * Makes a code of six digits for a subject, bound to the browser that asked; a former code ends. The caller sends it in
 * the same transaction; only its keyed hash is kept.
 * @param request.maxIssues how many codes one subject gets at most
 * @param request.startsOver `codeRestMinutes` after the end of the last code the counting begins anew; else never
 */
export async function issueOneTimeCode(
  request: CodeSubject & { maxIssues: number; startsOver?: boolean },
  tx: Transaction,
): Promise<IssuedCode> {
  if (request.startsOver === true) await forgetEndedCode(request, codeRestMinutes, tx);
  const code = randomCode();
  const written = await writeCode(
    { ...request, codeHash: codeHash(request, code), minutes: codeMinutes, tries: codeTries },
    tx,
  );
  if (written === null) return { ok: false, reason: 'used-up' };
  return { ok: true, code, expiresAt: written.expiresAt, issuesLeft: request.maxIssues - written.issues };
}

/** The end of a code that was issued to this browser a moment ago, or `null`: tells a double click from a new wish. */
export async function justIssued(
  subject: CodeSubject,
  now: Temporal.Instant,
  tx: Transaction,
): Promise<Temporal.Instant | null> {
  const living = await readLivingCode(subject, tx);
  if (living === null || living.createdAt.until(now).total('seconds') >= repeatSeconds) return null;
  return living.expiresAt;
}

/** A code is hashed with what it is for, so that a row's hash fits no other row. */
export function codeHash(subject: Pick<CodeSubject, 'purpose' | 'subjectId'>, code: string): Uint8Array<ArrayBuffer> {
  return keyedHash('one-time-code', `${subject.purpose}:${subject.subjectId}:${code}`);
}
