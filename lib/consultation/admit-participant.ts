import { recordAudit } from '#lib/audit/record-audit.ts';
import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { ensureAdvisorParticipant } from './advisor-participant.ts';
import { type Change, changeConsultation } from './change-consultation.ts';
import { closeRoom } from './close-room.ts';
import { nextConsultationState, nextParticipantState } from './core/consultation-state.ts';

export type Admission =
  | { ok: true; consultationId: string }
  /** `not-found` also for what belongs to somebody else */
  | { ok: false; reason: 'not-found' | 'wrong-state' };

/**
 * The advisor lets one member in. Safe to repeat. Every admission but the first begins the next epoch, in another room
 * with another key: whoever was in the call before, from another browser or until they hung up, still holds a pass and
 * the key of the one that is over.
 */
export async function admitParticipant(
  actor: StaffActor<'advisor'>,
  participantId: string,
  database: Database = db(),
): Promise<Admission> {
  const participant = await database.participant.findFirst({
    where: {
      id: participantId,
      role: 'member',
      consultation: { appointment: { advisor: { staffId: actor.staffId } } },
    },
    select: { consultationId: true },
  });
  if (participant === null) return { ok: false, reason: 'not-found' };
  const { consultationId } = participant;
  const result = await changeConsultation(consultationId, (change) => admit(change, actor, participantId), database);
  if (result === null) return { ok: false, reason: 'not-found' };
  if (result === 'wrong-state') return { ok: false, reason: 'wrong-state' };
  if (result.leftEpoch !== null) await closeRoom(consultationId, result.leftEpoch);
  return { ok: true, consultationId };
}

async function admit(
  { tx, consultation, touch, note }: Change,
  actor: StaffActor<'advisor'>,
  participantId: string,
): Promise<'wrong-state' | { leftEpoch: number | null }> {
  const members = await tx.participant.findMany({ where: { consultationId: consultation.id, role: 'member' } });
  const admitted = members.find((member) => member.id === participantId);
  if (admitted === undefined || admitted.noticeAt === null) return 'wrong-state';
  const state = nextParticipantState(admitted.state, 'admit');
  const next = nextConsultationState(consultation.state, 'admit');
  if (state === null || next === null) return 'wrong-state';
  if (admitted.state === 'admitted') return { leftEpoch: null };

  const others = members.filter((member) => member.id !== participantId && member.state === 'admitted');
  await tx.participant.updateMany({
    where: { id: { in: others.map((member) => member.id) } },
    data: { state: 'removed' },
  });
  await tx.$executeRaw`
    UPDATE participant SET state = 'admitted', admitted_at = app_now(), public_key = NULL, left_at = NULL
    WHERE id = ${participantId}::uuid`;
  const first = consultation.state === 'waiting';
  await tx.$executeRaw`
    UPDATE consultation SET state = 'in_call', advisor_id = ${actor.staffId}::uuid,
      admitted_at = coalesce(admitted_at, app_now()), epoch = epoch + ${first ? 0 : 1}::int
    WHERE id = ${consultation.id}::uuid`;
  // Whoever was in the call when it is entered anew keeps the appointment's state.
  await tx.$executeRaw`
    UPDATE appointment SET state = 'in_service', version = version + 1
    WHERE id = ${consultation.appointmentId}::uuid AND state IN ('confirmed', 'arrived')`;
  await ensureAdvisorParticipant(tx, consultation.id, actor.staffId);
  await note('admitted', 'member');
  await recordAudit(tx, {
    actorKind: 'staff',
    actorId: actor.staffId,
    action: 'participant:admitted',
    objectKind: 'participant',
    objectId: participantId,
  });
  touch();
  return { leftEpoch: first ? null : consultation.epoch };
}
