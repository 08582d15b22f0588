import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { doorOf } from './policy.ts';

const startsAt = Temporal.Instant.from('2026-11-24T08:30:00Z');
const appointment = { startsAt, endsAt: startsAt.add({ minutes: 30 }) };

describe('VC6 the door of the waiting room', () => {
  it('opens 30 minutes before the start and closes 60 minutes after the end, to the second', () => {
    expect(doorOf(appointment, startsAt.subtract({ minutes: 30, seconds: 1 }))).toBe('too-early');
    expect(doorOf(appointment, startsAt.subtract({ minutes: 30 }))).toBe('open');
    expect(doorOf(appointment, startsAt.add({ minutes: 89, seconds: 59 }))).toBe('open');
    expect(doorOf(appointment, startsAt.add({ minutes: 90 }))).toBe('too-late');
  });
});
