import { z } from 'zod';
import { StaffRole } from '#prisma/generated/enums.ts';
import type { Transaction } from '#lib/platform/db.ts';
import { sessionIdleHours, sessionMaxHours } from './policy.ts';

const insertedRows = z.array(z.object({ id: z.uuid() })).length(1);

/** @returns the new session's id */
export async function insertStaffSession(staffId: string, tx: Transaction): Promise<string> {
  const rows = await tx.$queryRaw`
    INSERT INTO staff_session (staff_id, expires_at)
    VALUES (${staffId}::uuid, app_now() + make_interval(hours => ${sessionIdleHours}::int))
    RETURNING id::text`;
  const [row] = insertedRows.parse(rows);
  if (row === undefined) throw new Error('Session was not written');
  return row.id;
}

const sessionRows = z
  .array(
    z.object({
      sessionId: z.uuid(),
      staffId: z.uuid(),
      displayName: z.string(),
      roles: z.array(z.enum(StaffRole)).readonly(),
      serviceCenterId: z.uuid().nullable(),
      /** Its end lies nearer than it would after a request now */
      stale: z.boolean(),
    }),
  )
  .max(1);
export type StaffSessionRow = z.infer<typeof sessionRows>[number];

/** The session and its person, if the one runs and the other works here. One read by primary keys. */
export async function selectRunningSession(
  sessionId: string,
  database: Pick<Transaction, '$queryRaw'>,
): Promise<StaffSessionRow | undefined> {
  const rows = await database.$queryRaw`
    SELECT session.id::text AS "sessionId", staff.id::text AS "staffId", staff.display_name AS "displayName",
      staff.roles::text[] AS roles, staff.service_center_id::text AS "serviceCenterId",
      session.expires_at < least(
        session.created_at + make_interval(hours => ${sessionMaxHours}::int),
        app_now() + make_interval(hours => ${sessionIdleHours}::int) - interval '5 minutes'
      ) AS stale
    FROM staff_session AS session JOIN staff ON staff.id = session.staff_id
    WHERE session.id = ${sessionId}::uuid AND session.revoked_at IS NULL AND session.expires_at > app_now()
      AND staff.active`;
  return sessionRows.parse(rows)[0];
}

/** Moves a running session's end; a session that ended meanwhile stays ended. */
export async function extendRunningSession(
  sessionId: string,
  database: Pick<Transaction, '$executeRaw'>,
): Promise<void> {
  await database.$executeRaw`
    UPDATE staff_session
    SET expires_at = least(
      created_at + make_interval(hours => ${sessionMaxHours}::int),
      app_now() + make_interval(hours => ${sessionIdleHours}::int)
    )
    WHERE id = ${sessionId}::uuid AND revoked_at IS NULL AND expires_at > app_now()`;
}

/** @returns `true` when this call ended a running session */
export async function revokeRunningSession(sessionId: string, tx: Transaction): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE staff_session SET revoked_at = app_now()
    WHERE id = ${sessionId}::uuid AND revoked_at IS NULL AND expires_at > app_now()`;
  return changed === 1;
}
