import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import type { OneTimeCodePurpose } from '#prisma/generated/enums.ts';

const stateRow = z.object({ expired: z.boolean(), triesLeft: z.int() });
const hashRow = z.object({ codeHash: z.instanceof(Uint8Array) });

export interface CodeSubject {
  purpose: OneTimeCodePurpose;
  /** What is proved for: the appointment's id */
  subjectId: string;
  browserHash: Uint8Array<ArrayBuffer>;
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

/** Why there was no living one to try; `null` also when the code belongs to another browser. */
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
