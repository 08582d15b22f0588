import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { waitWord } from './wait-word.ts';

const startsAt = Temporal.Instant.from('2026-11-24T08:30:00Z');
const at = (minutes: number) => startsAt.add({ minutes });
const calm = { startsAt, before: 0, conversationEndsAt: null };

describe('VC6 what a waiting member reads', () => {
  it('is about the conversation the advisor is in, with its planned end', () => {
    expect(waitWord({ ...calm, now: at(-2), before: 1, conversationEndsAt: at(4) })).toEqual({
      kind: 'in-conversation',
      minutes: 6,
    });
  });
  it('guesses nothing once the planned end is past', () => {
    expect(waitWord({ ...calm, now: at(5), conversationEndsAt: at(0) })).toEqual({
      kind: 'in-conversation',
      minutes: null,
    });
  });
  it('counts who is before', () => {
    expect(waitWord({ ...calm, now: at(0), before: 2 })).toEqual({ kind: 'others-before', count: 2 });
  });
  it('says when it begins, that one is next, and that it is late', () => {
    expect(waitWord({ ...calm, now: at(-10) })).toEqual({ kind: 'before-start' });
    expect(waitWord({ ...calm, now: at(0) })).toEqual({ kind: 'next' });
    expect(waitWord({ ...calm, now: at(4) })).toEqual({ kind: 'next' });
    expect(waitWord({ ...calm, now: at(12) })).toEqual({ kind: 'late', minutes: 12 });
  });
});
