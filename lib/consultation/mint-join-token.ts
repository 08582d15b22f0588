import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { createRoom, mintRoomPass, type RoomPass, videoAvailable } from '#lib/platform/livekit.ts';
import { advisorVisitHash } from './advisor-participant.ts';
import { closeRoom } from './close-room.ts';
import { mayEnterRoom, roomName } from './core/consultation-state.ts';
import type { Visit } from './current-visit.ts';
import { ownConsultation } from './own-consultation.ts';
import { recordJoin } from './record-activity.ts';

export type JoinAnswer =
  | ({ ok: true; epoch: number } & RoomPass)
  | { ok: false; reason: 'not-found' | 'wrong-state' | 'video-unavailable' };

/** A pass into the media room for a member who was let in: nobody gets one before (VC6). */
export function mintMemberJoinToken(visit: Visit, database: Database = db()): Promise<JoinAnswer> {
  return mint(visit.consultationId, { id: visit.participantId }, database);
}

/** A pass for the advisor, once somebody was let in. */
export async function mintAdvisorJoinToken(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  database: Database = db(),
): Promise<JoinAnswer> {
  if (!(await ownConsultation(actor, consultationId, database))) return { ok: false, reason: 'not-found' };
  return mint(consultationId, { visitHash: advisorVisitHash(actor.staffId) }, database);
}

async function mint(
  consultationId: string,
  who: { id: string } | { visitHash: Uint8Array<ArrayBuffer> },
  database: Database,
): Promise<JoinAnswer> {
  if (!videoAvailable()) return { ok: false, reason: 'video-unavailable' };
  const read = () =>
    database.participant.findFirst({
      where: { ...who, consultationId },
      select: { id: true, state: true, consultation: { select: { state: true, epoch: true } } },
    });
  const before = await read();
  if (before === null) return { ok: false, reason: 'wrong-state' };
  if (!mayEnterRoom(before.consultation.state, before.state)) return { ok: false, reason: 'wrong-state' };
  const { epoch } = before.consultation;
  const room = roomName(consultationId, epoch);
  // Rooms are made by us alone, and anew when the video server was restarted.
  await createRoom(room);
  const after = await read();
  const over = after === null || after.consultation.state !== 'in_call' || after.consultation.epoch !== epoch;
  if (over || !mayEnterRoom(after.consultation.state, after.state)) {
    // Somebody who has just hung up leaves the room to the others.
    if (over) await closeRoom(consultationId, epoch);
    return { ok: false, reason: 'wrong-state' };
  }
  await recordJoin(consultationId, after.id, database);
  return { ok: true, epoch, ...(await mintRoomPass({ room, identity: after.id })) };
}
