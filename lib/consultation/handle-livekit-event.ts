import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { toRoomParticipant, videoAvailable, type WebhookEvent } from '#lib/platform/livekit.ts';
import { readRoomName, roomName } from './core/consultation-state.ts';
import type { Visit } from './current-visit.ts';
import { ownConsultation } from './own-consultation.ts';
import { inspectRoom, isIntruder, isMachineEvent, roomOfEvent, springTripwire } from './tripwire.ts';

/**
 * What LiveKit tells us. Events get lost and repeat, so they are hints: nothing is counted or stored from them, and
 * handling one twice does what handling it once does. The reconciling job finds what no event told.
 */
export async function handleLivekitEvent(event: WebhookEvent, database: Database = db()): Promise<void> {
  const room = readRoomName(roomOfEvent(event));
  if (room === null) return;
  if (isMachineEvent(event)) {
    await springTripwire(room.consultationId, database);
    return;
  }
  if (event.event !== 'participant_joined' || event.participant === undefined) return;
  const rows = await database.participant.findMany({
    where: { consultationId: room.consultationId },
    select: { id: true },
  });
  const expected = new Set(rows.map((row) => row.id));
  if (isIntruder(toRoomParticipant(event.participant), expected)) await springTripwire(room.consultationId, database);
}

/**
 * A browser in the call says that it saw a machine in the room. It is not believed: we look for ourselves, and the
 * browser has left the room anyway.
 */
export async function handleMemberSuspicion(visit: Visit, database: Database = db()): Promise<{ ok: true }> {
  await inspectCurrentRoom(visit.consultationId, database);
  return { ok: true };
}

/** The same from the advisor's browser. */
export async function handleAdvisorSuspicion(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  database: Database = db(),
): Promise<{ ok: true } | { ok: false; reason: 'not-found' }> {
  if (!(await ownConsultation(actor, consultationId, database))) return { ok: false, reason: 'not-found' };
  await inspectCurrentRoom(consultationId, database);
  return { ok: true };
}

async function inspectCurrentRoom(consultationId: string, database: Database): Promise<void> {
  if (!videoAvailable()) return;
  const consultation = await database.consultation.findUnique({
    where: { id: consultationId },
    select: { epoch: true, state: true },
  });
  if (consultation?.state === 'in_call')
    await inspectRoom(roomName(consultationId, consultation.epoch), consultationId, database);
}
