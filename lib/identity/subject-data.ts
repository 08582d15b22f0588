import type { Transaction } from '#lib/platform/db.ts';
import { appNow, toDate, toInstant } from '#lib/platform/time.ts';
import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';

/** A member has no account; only the one-time code of a booking is theirs. Its hash is no information about them. */
export const subjectModels = ['OneTimeCode'] as const;

/** The codes sent for an appointment that still run: when, and how long they hold. */
export async function exportSubject(appointmentId: string, database: Transaction): Promise<readonly SubjectRecord[]> {
  const now = await appNow(database);
  const codes = await database.oneTimeCode.findMany({
    where: { subjectId: appointmentId, expiresAt: { gt: toDate(now) } },
    select: { id: true, purpose: true, createdAt: true, expiresAt: true },
  });
  return codes.map((code) => ({
    model: 'OneTimeCode',
    id: code.id,
    values: {
      purpose: code.purpose,
      createdAt: toInstant(code.createdAt).toString(),
      expiresAt: toInstant(code.expiresAt).toString(),
    },
  }));
}

/** Removes the codes sent for an appointment. They have no data key. */
export async function eraseSubject(appointmentId: string, database: Transaction): Promise<SubjectErasure> {
  const { count } = await database.oneTimeCode.deleteMany({ where: { subjectId: appointmentId } });
  return { removed: { OneTimeCode: count }, keys: [] };
}
