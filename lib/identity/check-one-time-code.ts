import { z } from 'zod';
import { equalHashes } from '#lib/platform/crypto.ts';
import { db, type Transaction } from '#lib/platform/db.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { codeHash, codeRestMinutes } from './issue-one-time-code.ts';
import { type CodeSubject, readCodeState, readLastHash } from './one-time-code.sql.ts';

export type CheckedCode =
  | { ok: true }
  | { ok: false; reason: 'wrong'; triesLeft: number }
  /** `none`: there never was one for this browser */
  | { ok: false; reason: 'expired' | 'used-up' | 'none' };

const triedRow = z.object({ codeHash: z.instanceof(Uint8Array), triesLeft: z.int() });
/** A code that a try was taken of. */
export type TriedCode = z.infer<typeof triedRow>;

/**
 * Takes one try of the living code of what `source` names (`id`), and gives what to compare with; part of a statement.
 * The try is gone before anybody knows whether the code was right, so guesses at the same moment cannot share one.
 */
export function takeTrySql({ purpose, browserHash }: Omit<CodeSubject, 'subjectId'>, source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    UPDATE one_time_code AS code SET tries_left = code.tries_left - 1 FROM ${source} AS source
    WHERE code.purpose = ${purpose}::one_time_code_purpose AND code.subject_id = source.id
      AND code.browser_hash = ${browserHash} AND code.expires_at > app_now() AND code.tries_left > 0
    RETURNING code.code_hash, code.tries_left`;
}

/** The same as a statement of its own. `null` when there is no living code of this browser. */
async function takeTry(subject: CodeSubject, database: Transaction): Promise<TriedCode | null> {
  const rows = await database.$queryRaw<unknown[]>`
    WITH tried AS (${takeTrySql(subject, Prisma.sql`(SELECT ${subject.subjectId}::uuid AS id)`)})
    SELECT code_hash AS "codeHash", tries_left::int AS "triesLeft" FROM tried`;
  return rows[0] === undefined ? null : triedRow.parse(rows[0]);
}

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
  return compareOneTimeCode(subject, typed, await takeTry(subject, database), database);
}

/**
 * Compares what was typed with a code of which the caller's own statement has taken a try (`takeTrySql`).
 * @param tried `null`: there was no living one
 */
export async function compareOneTimeCode(
  subject: CodeSubject,
  typed: string,
  tried: TriedCode | null,
  database: Transaction,
): Promise<CheckedCode> {
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
