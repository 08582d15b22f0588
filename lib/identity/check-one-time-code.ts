import { equalHashes } from '#lib/platform/crypto.ts';
import { db, type Transaction } from '#lib/platform/db.ts';
import { codeHash, codeRestMinutes } from './issue-one-time-code.ts';
import { type CodeSubject, readCodeState, readLastHash, takeTry } from './one-time-code.sql.ts';

export type CheckedCode =
  | { ok: true }
  | { ok: false; reason: 'wrong'; triesLeft: number }
  /** `none`: there never was one for this browser */
  | { ok: false; reason: 'expired' | 'used-up' | 'none' };

/**
 * Checks what was typed. The try is counted before it is compared, in a statement of its own: never call this inside a
 * transaction that may roll back.
 * @param typed as typed; spaces do not matter
 */
export async function checkOneTimeCode(
  subject: CodeSubject,
  typed: string,
  database: Transaction = db(),
): Promise<CheckedCode> {
  const tried = await takeTry(subject, database);
  if (tried !== null) {
    if (equalHashes(tried.codeHash, hashOfTyped(subject, typed))) return { ok: true };
    return tried.triesLeft > 0
      ? { ok: false, reason: 'wrong', triesLeft: tried.triesLeft }
      : { ok: false, reason: 'used-up' };
  }
  const state = await readCodeState(subject, database);
  if (state === null) return { ok: false, reason: 'none' };
  return { ok: false, reason: state.expired ? 'expired' : 'used-up' };
}

/**
 * Whether it is the code that did what is done already: whoever posts it again is told so, though it has ended. Counts no
 * try, so it must open nothing.
 */
export async function isLastCode(subject: CodeSubject, typed: string, database: Transaction = db()): Promise<boolean> {
  const last = await readLastHash(subject, codeRestMinutes, database);
  return last !== null && equalHashes(last, hashOfTyped(subject, typed));
}

function hashOfTyped(subject: CodeSubject, typed: string): Uint8Array {
  return codeHash(subject, typed.replace(/\s/g, ''));
}
