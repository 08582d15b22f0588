import type { Database } from '#lib/platform/db.ts';
import { listRoomParticipants, type RoomParticipant, type WebhookEvent } from '#lib/platform/livekit.ts';
import { log } from '#lib/platform/log.ts';
import { finishConsultation } from './finish-consultation.ts';

/** LiveKit's kind of a person's browser; every other kind is a machine. */
const person = 0;

/**
 * VC3: whether somebody in the room is none of ours: a recorder, an agent, a telephone line, somebody who hides, or
 * anybody whose identity is no participant of this consultation.
 */
export function isIntruder(participant: RoomParticipant, expected: ReadonlySet<string>): boolean {
  return participant.kind !== person || participant.concealed || !expected.has(participant.identity);
}

/** Whoever causes one of these takes pictures or sound out of the room, or brings some in. */
export function isMachineEvent(event: WebhookEvent): boolean {
  return /^(egress|ingress)_/.test(event.event);
}

/** The room an event is about; empty when it is about none. */
export function roomOfEvent(event: WebhookEvent): string {
  return event.room?.name || event.egressInfo?.roomName || event.ingressInfo?.roomName || '';
}

/** Ends the consultation at once and for good. */
export async function springTripwire(consultationId: string, database: Database): Promise<void> {
  log.error('A machine or stranger was in the room; the consultation is ended', { consultationId });
  await finishConsultation(consultationId, 'recorder_detected', { actorKind: 'system' }, database);
}

/** Looks into a room and springs the tripwire when there is reason to. @returns true when it was sprung */
export async function inspectRoom(room: string, consultationId: string, database: Database): Promise<boolean> {
  const present = await listRoomParticipants(room);
  if (present.length === 0) return false;
  const rows = await database.participant.findMany({ where: { consultationId }, select: { id: true } });
  const expected = new Set(rows.map((row) => row.id));
  if (!present.some((participant) => isIntruder(participant, expected))) return false;
  await springTripwire(consultationId, database);
  return true;
}
