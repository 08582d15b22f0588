import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { OneTimeCodePurpose } from '#prisma/generated/enums.ts';

const milliseconds = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const issuedRow = z.object({ issues: z.int(), expiresAt: milliseconds });
const triedRow = z.object({ codeHash: z.instanceof(Uint8Array), triesLeft: z.int() });
const stateRow = z.object({ expired: z.boolean(), triesLeft: z.int() });
const hashRow = z.object({ codeHash: z.instanceof(Uint8Array) });

export interface CodeSubject {
  purpose: OneTimeCodePurpose;
  /** What is proved for: the appointment's id */
  subjectId: string;
  browserHash: Uint8Array<ArrayBuffer>;
}

/**
 * Puts a new code in the place of the former one, unless `maxIssues` were issued. One statement, so that posts at the
 * same moment cannot get past the limit. @returns `null` when they were
 */
export async function writeCode(
  subject: CodeSubject & { codeHash: Uint8Array<ArrayBuffer>; minutes: number; tries: number; maxIssues: number },
  database: Transaction,
): Promise<z.infer<typeof issuedRow> | null> {
  const rows = await database.$queryRaw<unknown[]>`
    INSERT INTO one_time_code AS former (purpose, subject_id, code_hash, browser_hash, tries_left, expires_at)
    VALUES (${subject.purpose}::one_time_code_purpose, ${subject.subjectId}::uuid, ${subject.codeHash}, ${subject.browserHash},
      ${subject.tries}, app_now() + ${subject.minutes} * interval '1 minute')
    ON CONFLICT (purpose, subject_id) DO UPDATE
    SET code_hash = excluded.code_hash, browser_hash = excluded.browser_hash, tries_left = excluded.tries_left,
      expires_at = excluded.expires_at, created_at = app_now(), issues = former.issues + 1
    WHERE former.issues < ${subject.maxIssues}
    RETURNING issues::int, (extract(epoch FROM expires_at) * 1000)::bigint::text AS "expiresAt"`;
  return rows[0] === undefined ? null : issuedRow.parse(rows[0]);
}

/** Forgets a subject's codes when the last one ended so many minutes ago. */
export async function forgetEndedCode(
  subject: Pick<CodeSubject, 'purpose' | 'subjectId'>,
  minutes: number,
  database: Transaction,
): Promise<void> {
  await database.$executeRaw`
    DELETE FROM one_time_code
    WHERE purpose = ${subject.purpose}::one_time_code_purpose AND subject_id = ${subject.subjectId}::uuid
      AND expires_at <= app_now() - ${minutes} * interval '1 minute'`;
}

/** When the living code of a subject was issued and ends, or `null`. */
export async function readLivingCode(
  subject: CodeSubject,
  database: Transaction,
): Promise<{ createdAt: Temporal.Instant; expiresAt: Temporal.Instant; issues: number } | null> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT (extract(epoch FROM created_at) * 1000)::bigint::text AS "createdAt", issues::int,
      (extract(epoch FROM expires_at) * 1000)::bigint::text AS "expiresAt"
    FROM one_time_code
    WHERE purpose = ${subject.purpose}::one_time_code_purpose AND subject_id = ${subject.subjectId}::uuid
      AND browser_hash = ${subject.browserHash} AND expires_at > app_now() AND tries_left > 0`;
  return rows[0] === undefined ? null : issuedRow.extend({ createdAt: milliseconds }).parse(rows[0]);
}

/**
 * Takes one try and returns what to compare with: the try is gone before anybody knows whether the code was right, so
 * guesses at the same moment cannot share one. `null` when there is no living code of this browser.
 */
export async function takeTry(subject: CodeSubject, database: Transaction): Promise<z.infer<typeof triedRow> | null> {
  const rows = await database.$queryRaw<unknown[]>`
    UPDATE one_time_code SET tries_left = tries_left - 1
    WHERE purpose = ${subject.purpose}::one_time_code_purpose AND subject_id = ${subject.subjectId}::uuid
      AND browser_hash = ${subject.browserHash} AND expires_at > app_now() AND tries_left > 0
    RETURNING code_hash AS "codeHash", tries_left::int AS "triesLeft"`;
  return rows[0] === undefined ? null : triedRow.parse(rows[0]);
}

/** Why `takeTry` found none; `null` also when the code belongs to another browser. */
export async function readCodeState(
  subject: CodeSubject,
  database: Transaction,
): Promise<z.infer<typeof stateRow> | null> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT expires_at <= app_now() AS expired, tries_left::int AS "triesLeft" FROM one_time_code
    WHERE purpose = ${subject.purpose}::one_time_code_purpose AND subject_id = ${subject.subjectId}::uuid
      AND browser_hash = ${subject.browserHash}`;
  return rows[0] === undefined ? null : stateRow.parse(rows[0]);
}

/**
 * What the last code of this browser is compared with, though it ended, at most so many minutes ago. `null`: there is none
 * (any more).
 */
export async function readLastHash(
  subject: CodeSubject,
  minutes: number,
  database: Transaction,
): Promise<Uint8Array | null> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT code_hash AS "codeHash" FROM one_time_code
    WHERE purpose = ${subject.purpose}::one_time_code_purpose AND subject_id = ${subject.subjectId}::uuid
      AND browser_hash = ${subject.browserHash} AND expires_at > app_now() - ${minutes} * interval '1 minute'`;
  return rows[0] === undefined ? null : hashRow.parse(rows[0]).codeHash;
}
