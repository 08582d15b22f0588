import { recordAudit } from '#lib/audit/record-audit.ts';
import { db } from '#lib/platform/db.ts';
import type { StaffActor } from './staff-actor.ts';
import { revokeRunningSession } from './staff-session.sql.ts';

/** Ends the actor's own session: from now on every request and every open stream of it is refused. Safe to repeat. */
export async function revokeSession(actor: StaffActor): Promise<void> {
  await db().$transaction(async (tx) => {
    if (!(await revokeRunningSession(actor.sessionId, tx))) return;
    await recordAudit(tx, {
      actorKind: 'staff',
      actorId: actor.staffId,
      action: 'session:revoked',
      objectKind: 'staff_session',
      objectId: actor.sessionId,
    });
  });
}
