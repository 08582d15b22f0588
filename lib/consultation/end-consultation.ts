import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { finishConsultation } from './finish-consultation.ts';
import { ownConsultation } from './own-consultation.ts';

/** The advisor ends the consultation for everybody. Safe to repeat. */
export async function endConsultation(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  database: Database = db(),
): Promise<{ ok: true } | { ok: false; reason: 'not-found' }> {
  if (!(await ownConsultation(actor, consultationId, database))) return { ok: false, reason: 'not-found' };
  await finishConsultation(consultationId, 'advisor_ended', { actorKind: 'staff', actorId: actor.staffId }, database);
  return { ok: true };
}
