/** Characters of one chat message. */
export const messageLimit = 2000;

export type ConsultationState = 'waiting' | 'in_call' | 'ended';
export type ParticipantState = 'waiting' | 'admitted' | 'left' | 'removed';

/**
 * What may happen to a member who takes part. `wait-again`: the browser came back with another key, or after hanging
 * up; only the advisor lets it in again. `replaced`: the member was let in from another browser.
 */
export type ParticipantEvent = 'admit' | 'leave' | 'wait-again' | 'replaced';

const participantMoves: Record<ParticipantState, Partial<Record<ParticipantEvent, ParticipantState>>> = {
  waiting: { admit: 'admitted', leave: 'left', 'wait-again': 'waiting' },
  admitted: { admit: 'admitted', leave: 'left', 'wait-again': 'waiting', replaced: 'removed' },
  left: { leave: 'left', 'wait-again': 'waiting' },
  removed: { leave: 'removed', 'wait-again': 'waiting' },
};

/** The state after an event; null when the event is refused. Repeating an event changes nothing. */
export function nextParticipantState(state: ParticipantState, event: ParticipantEvent): ParticipantState | null {
  return participantMoves[state][event] ?? null;
}

export type ConsultationEvent = 'admit' | 'end';

const consultationMoves: Record<ConsultationState, Partial<Record<ConsultationEvent, ConsultationState>>> = {
  waiting: { admit: 'in_call', end: 'ended' },
  in_call: { admit: 'in_call', end: 'ended' },
  ended: { end: 'ended' },
};

/** The state after an event; null when the event is refused. Nothing leads out of `ended`. */
export function nextConsultationState(state: ConsultationState, event: ConsultationEvent): ConsultationState | null {
  return consultationMoves[state][event] ?? null;
}

/** Who may get a pass into the media room: nobody before admission (VC6), nobody after the end. */
export function mayEnterRoom(consultation: ConsultationState, participant: ParticipantState): boolean {
  return consultation === 'in_call' && participant === 'admitted';
}

/** How far a key exchange is; each step is made by one side and only in this order. */
export type ExchangeStep = 'committed' | 'answered' | 'revealed';

export function exchangeStep(exchange: { memberPublicKey: unknown; wrappedKey: unknown }): ExchangeStep {
  if (exchange.wrappedKey !== null) return 'revealed';
  return exchange.memberPublicKey === null ? 'committed' : 'answered';
}

/** The media room of a consultation; the next epoch is another room, and whoever was in the old one is out. */
export function roomName(consultationId: string, epoch: number): string {
  return `c-${consultationId}-${epoch}`;
}

/** What a room's name says; null when it is none of ours. */
export function readRoomName(name: string): { consultationId: string; epoch: number } | null {
  const found = /^c-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9]\d{0,8})$/.exec(name);
  return found?.[1] === undefined ? null : { consultationId: found[1], epoch: Number(found[2]) };
}
