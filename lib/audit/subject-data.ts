import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { cutOffSql } from '#lib/platform/retention.ts';
import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';

export const subjectModels = ['AuditEntry'] as const;

const entries = z.array(z.object({ id: z.string(), at: z.date(), actorKind: z.string(), action: z.string() }));

/**
 * Who, by kind, looked at or changed one of these rows, and when. Names of staff are not in the trail.
 * @param objectIds of the appointment and of everything that hangs on it
 */
export async function exportTrail(
  objectIds: readonly string[],
  database: Transaction,
): Promise<readonly SubjectRecord[]> {
  const rows = entries.parse(
    await database.$queryRaw`
      SELECT id::text AS id, at, actor_kind::text AS "actorKind", action FROM audit_entry
      WHERE object_id = ANY(${[...objectIds]}::uuid[]) AND at >= ${cutOffSql({ days: 365 })} ORDER BY at`,
  );
  return rows.map(({ id, at, actorKind, action }) => ({
    model: 'AuditEntry',
    id,
    values: { at: at.toISOString(), actorKind, action },
  }));
}

export function exportSubject(appointmentId: string, database: Transaction): Promise<readonly SubjectRecord[]> {
  return exportTrail([appointmentId], database);
}

/**
 * The trail stays until its own clock ends: it is kept for a legal duty (Art. 17(3)(b) DSGVO) and holds ids only, which
 * lead nowhere once the rows they name are gone.
 */
export function eraseSubject(_appointmentId: string, _database: Transaction): Promise<SubjectErasure> {
  return Promise.resolve({ removed: {}, keys: [] });
}
