import type { Database } from '#lib/platform/db.ts';

/**
 * Writes into the activity log that somebody goes into the media room: `joined` the first time since the last
 * admission, `reconnected` after that.
 */
export async function recordJoin(consultationId: string, participantId: string, database: Database): Promise<void> {
  await database.$executeRaw`
    INSERT INTO activity (consultation_id, kind, role)
    SELECT p.consultation_id,
      CASE WHEN EXISTS (
        SELECT 1 FROM activity a
        WHERE a.consultation_id = p.consultation_id AND a.kind = 'joined' AND a.role = p.role
          AND a.at >= coalesce(p.admitted_at, p.waiting_since)
      ) THEN 'reconnected'::activity_kind ELSE 'joined'::activity_kind END,
      p.role
    FROM participant p WHERE p.id = ${participantId}::uuid AND p.consultation_id = ${consultationId}::uuid`;
}
