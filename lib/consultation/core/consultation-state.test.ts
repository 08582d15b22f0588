import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exchangeStep,
  mayEnterRoom,
  nextConsultationState,
  nextParticipantState,
  type ParticipantEvent,
  type ParticipantState,
  readRoomName,
  roomName,
} from './consultation-state.ts';

describe('VC6 admission', () => {
  it('lets nobody into the media room who was not admitted, nor anybody before or after the call', () => {
    const entering = (['waiting', 'in_call', 'ended'] as const).flatMap((consultation) =>
      (['waiting', 'admitted', 'left', 'removed'] as const)
        .filter((participant) => mayEnterRoom(consultation, participant))
        .map((participant) => `${consultation}/${participant}`),
    );
    expect(entering).toEqual(['in_call/admitted']);
  });

  it('makes nobody admitted by any row of events without the advisor admitting them', () => {
    const ownEvents = fc.array(fc.constantFrom<ParticipantEvent>('leave', 'wait-again', 'replaced'));
    fc.assert(
      fc.property(fc.constantFrom<ParticipantState>('waiting', 'left', 'removed'), ownEvents, (start, events) => {
        const end = events.reduce((state, event) => nextParticipantState(state, event) ?? state, start);
        expect(end).not.toBe('admitted');
      }),
    );
    expect(nextParticipantState('waiting', 'admit')).toBe('admitted');
  });

  it('needs a new admission after hanging up or with another key', () => {
    expect(nextParticipantState('admitted', 'leave')).toBe('left');
    expect(nextParticipantState('left', 'admit')).toBeNull();
    expect(nextParticipantState('admitted', 'wait-again')).toBe('waiting');
    expect(nextParticipantState('admitted', 'admit')).toBe('admitted');
  });

  it('never leads out of the end', () => {
    expect(nextConsultationState('ended', 'admit')).toBeNull();
    expect(nextConsultationState('ended', 'end')).toBe('ended');
  });
});

describe('room names', () => {
  const id = '0197c0de-0000-7000-8000-000000000001';
  it('carry consultation and epoch, and nothing else reads as one', () => {
    expect(roomName(id, 3)).toBe(`c-${id}-3`);
    expect(readRoomName(roomName(id, 3))).toEqual({ consultationId: id, epoch: 3 });
    for (const other of ['', 'lobby', `c-${id}`, `c-${id}-0`, `c-${id}-1x`, `xc-${id}-1`, `c-${id.toUpperCase()}-1`])
      expect(readRoomName(other)).toBeNull();
  });
});

describe('exchange steps', () => {
  it('follow from what is there', () => {
    expect(exchangeStep({ memberPublicKey: null, wrappedKey: null })).toBe('committed');
    expect(exchangeStep({ memberPublicKey: 'k', wrappedKey: null })).toBe('answered');
    expect(exchangeStep({ memberPublicKey: 'k', wrappedKey: 'w' })).toBe('revealed');
  });
});
