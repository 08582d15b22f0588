import { z } from 'zod';
import { type Database, db } from '#lib/platform/db.ts';
import { answerEvenly } from '#lib/platform/answer-evenly.ts';
import { type Temporal, toInstant } from '#lib/platform/time.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { checkOneTimeCode } from '#lib/identity/check-one-time-code.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { accessMinutes, evenAnswerMilliseconds } from '#lib/booking/policy.ts';
import { type AccessKey, findAccessSubject } from './access-subject.ts';

export type OpenedAccess =
  /** `expiresAt`: until then this browser may change it */
  | { ok: true; expiresAt: Temporal.Instant }
  | { ok: false; reason: 'code-wrong'; triesLeft: number }
  /** `no-code`: none was sent for this browser, or the link leads nowhere: begin again */
  | { ok: false; reason: 'code-expired' | 'code-used-up' | 'no-code' };

const accessRow = z.object({ expiresAt: z.date() });

/**
 * Lets this browser change an appointment for half an hour, by the code that was sent to its mailbox or phone (BK6). For
 * a booking code that nobody has every code is wrong.
 */
export async function openAccess(
  request: { key: AccessKey; code: string; browserToken: string | null },
  database: Database = db(),
): Promise<OpenedAccess> {
  const check = () => checkAndOpen(request, database);
  return 'linkToken' in request.key ? check() : answerEvenly(evenAnswerMilliseconds, check);
}

async function checkAndOpen(
  { key, code, browserToken }: { key: AccessKey; code: string; browserToken: string | null },
  database: Database,
): Promise<OpenedAccess> {
  const hash = browserHash(browserToken);
  const named = await findAccessSubject(key, database);
  if (hash === null || named === null) return { ok: false, reason: 'no-code' };
  const checked = await checkOneTimeCode(
    { purpose: 'manage_appointment', subjectId: named.subjectId, browserHash: hash },
    code,
    database,
  );
  if (!checked.ok) {
    if (checked.reason === 'wrong') return { ok: false, reason: 'code-wrong', triesLeft: checked.triesLeft };
    if (checked.reason === 'none') return { ok: false, reason: 'no-code' };
    return { ok: false, reason: checked.reason === 'expired' ? 'code-expired' : 'code-used-up' };
  }
  const { appointmentId } = named;
  // One in a million guesses the code that was never sent to anybody.
  if (appointmentId === null) return { ok: false, reason: 'code-used-up' };
  const expiresAt = await database.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`
      INSERT INTO appointment_access (appointment_id, browser_hash, expires_at)
      VALUES (${appointmentId}::uuid, ${hash}, app_now() + ${accessMinutes} * interval '1 minute')
      ON CONFLICT (browser_hash, appointment_id) DO UPDATE SET expires_at = excluded.expires_at
      RETURNING expires_at AS "expiresAt"`;
    await recordAudit(tx, {
      actorKind: 'member',
      action: 'appointment:access-opened',
      objectKind: 'appointment',
      objectId: appointmentId,
    });
    return toInstant(accessRow.parse(rows[0]).expiresAt);
  });
  return { ok: true, expiresAt };
}

/** This browser may change nothing any more, such as on a computer that others use too. */
export async function closeAccess(browserToken: string | null, database: Database = db()): Promise<void> {
  const hash = browserHash(browserToken);
  if (hash !== null) await database.appointmentAccess.deleteMany({ where: { browserHash: hash } });
}
