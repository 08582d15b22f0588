import { z } from 'zod';
import { keyedHash, randomCode } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type CodeSubject, forgetEndedCode } from './one-time-code.sql.ts';

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

interface CodeRequest extends CodeSubject {
  /** How many codes one subject gets at most */
  maxIssues: number;
  /** From here on it lives */
  now: Temporal.Instant;
}

/** A code that is to be written and sent; only its keyed hash is kept. */
export interface NewCode extends Omit<CodeRequest, 'now'> {
  code: string;
  expiresAt: Temporal.Instant;
}

/**
 * Makes a code of six digits for a subject, bound to the browser that asked, for a statement that writes it
 * (`writeCodeSql`) and sends it.
 */
export function makeOneTimeCode({ now, ...request }: CodeRequest): NewCode {
  return { ...request, code: randomCode(), expiresAt: now.add({ minutes: codeMinutes }) };
}

/**
 * Puts a new code in the place of the former one, if `source` has a row, unless `maxIssues` were issued; part of a
 * statement. Posts at the same moment cannot get past the limit. Nothing comes back when they were.
 */
export function writeCodeSql(code: NewCode, source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO one_time_code AS former (purpose, subject_id, code_hash, browser_hash, tries_left, expires_at)
    SELECT ${code.purpose}::one_time_code_purpose, ${code.subjectId}::uuid, ${codeHash(code, code.code)}, ${code.browserHash},
      ${codeTries}::int, ${toDate(code.expiresAt)}::timestamptz
    FROM ${source} AS source
    ON CONFLICT (purpose, subject_id) DO UPDATE
    SET code_hash = excluded.code_hash, browser_hash = excluded.browser_hash, tries_left = excluded.tries_left,
      expires_at = excluded.expires_at, created_at = app_now(), issues = former.issues + 1
    WHERE former.issues < ${code.maxIssues}
    RETURNING subject_id::text`;
}

export type IssuedCode = { ok: true; code: string; expiresAt: Temporal.Instant } | { ok: false; reason: 'used-up' };

/**
 * Makes a code and writes it; a former code ends. The caller sends it in the same transaction.
 * @param request.startsOver `codeRestMinutes` after the end of the last code the counting begins anew; else never
 */
export async function issueOneTimeCode(
  { startsOver, ...request }: CodeRequest & { startsOver?: boolean },
  tx: Transaction,
): Promise<IssuedCode> {
  if (startsOver === true) await forgetEndedCode(request, codeRestMinutes, tx);
  const made = makeOneTimeCode(request);
  const written = await tx.$queryRaw<unknown[]>(writeCodeSql(made, Prisma.sql`(SELECT)`));
  if (written.length === 0) return { ok: false, reason: 'used-up' };
  return { ok: true, code: made.code, expiresAt: made.expiresAt };
}

/**
 * `expires_at` of a living code that was issued to a browser a moment ago, if there is one: tells a double click from a
 * new wish; part of a statement.
 */
export function justIssuedSql(
  { purpose, browserHash }: Omit<CodeSubject, 'subjectId'>,
  subjectId: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    SELECT expires_at FROM one_time_code
    WHERE purpose = ${purpose}::one_time_code_purpose AND subject_id = ${subjectId} AND browser_hash = ${browserHash}
      AND expires_at > app_now() AND tries_left > 0 AND created_at > app_now() - ${repeatSeconds} * interval '1 second'`;
}

const recentRow = z.object({
  expiresAt: z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text))),
});

/** The same as a statement of its own; `null` when there is none. */
export async function justIssued(subject: CodeSubject, tx: Transaction): Promise<Temporal.Instant | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT (extract(epoch FROM expires_at) * 1000)::bigint::text AS "expiresAt"
    FROM (${justIssuedSql(subject, Prisma.sql`${subject.subjectId}::uuid`)}) AS recent`;
  return rows[0] === undefined ? null : recentRow.parse(rows[0]).expiresAt;
}

/** A code is hashed with what it is for, so that a row's hash fits no other row. */
export function codeHash(subject: Pick<CodeSubject, 'purpose' | 'subjectId'>, code: string): Uint8Array<ArrayBuffer> {
  return keyedHash('one-time-code', `${subject.purpose}:${subject.subjectId}:${code}`);
}
