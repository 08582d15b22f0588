import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import {
  changeUntil,
  lastDayToMoveTo,
  latenessChoices,
  mayMoveTo,
  whyNotAhead,
  whyNotChangeable,
} from './change-rules.ts';

const at = (text: string) => Temporal.Instant.from(text);
const facts = {
  state: 'confirmed',
  startsAt: at('2027-03-28T07:00:00Z'),
  endsAt: at('2027-03-28T07:45:00Z'),
  createdAt: at('2027-03-01T09:00:00Z'),
  changeDeadline: 24 * 60,
} as const;

describe('until when a member changes an appointment (BK6)', () => {
  it('is the service’s deadline to the millisecond, in hours that passed also on the day when clocks change', () => {
    // On the 28th of March the clock goes forward at two: 24 hours before 9:00 is 8:00 of the day before.
    expect(changeUntil(facts).toZonedDateTimeISO('Europe/Berlin').toPlainTime().toString()).toBe('08:00:00');
    expect(whyNotChangeable(facts, at('2027-03-27T07:00:00Z'))).toBeNull();
    expect(whyNotChangeable(facts, at('2027-03-27T07:00:00.001Z'))).toBe('too-late');
    expect(whyNotChangeable({ ...facts, changeDeadline: 0 }, at('2027-03-28T06:59:59.999Z'))).toBeNull();
  });

  it.each(['arrived', 'in_service', 'done', 'no_show', 'held'] as const)('is over once it is %s', (state) => {
    expect(whyNotChangeable({ ...facts, state }, at('2027-03-20T07:00:00Z'))).toBe('begun');
  });

  it('is over when it was cancelled, or its time has come', () => {
    expect(whyNotChangeable({ ...facts, state: 'cancelled' }, at('2027-04-20T07:00:00Z'))).toBe('cancelled');
    expect(whyNotChangeable({ ...facts, changeDeadline: 0 }, facts.startsAt)).toBe('begun');
    expect(whyNotAhead(facts, at('2027-03-28T06:59:59Z'))).toBeNull();
    expect(whyNotAhead(facts, facts.startsAt)).toBe('begun');
  });
});

describe('saying to be late (BK6)', () => {
  const offered = { choices: [5, 10, 15, 20, 30], fromMinutes: 120 };
  it.each([
    ['2027-03-28T04:59:59Z', []],
    ['2027-03-28T05:00:00Z', [5, 10, 15, 20]],
    ['2027-03-28T07:09:00Z', [10, 15, 20]],
    ['2027-03-28T07:20:00Z', []],
  ])('at %s: %j', (now, expected) => {
    expect(latenessChoices(facts, at(now), offered)).toEqual(expected);
  });

  it('is for those who are expected', () => {
    expect(latenessChoices({ ...facts, state: 'arrived' }, at('2027-03-28T06:00:00Z'), offered)).toEqual([]);
  });
});

describe('how far an appointment can be moved (BK6, DP4)', () => {
  it('is counted from the day of the booking in the legal zone: its data key lives no longer', () => {
    const late = { createdAt: at('2027-03-01T23:30:00Z') };
    expect(lastDayToMoveTo(late, 60).toString()).toBe('2027-05-01');
    expect(mayMoveTo(at('2027-05-01T21:59:59Z'), late, 60)).toBe(true);
    expect(mayMoveTo(at('2027-05-01T22:00:00Z'), late, 60)).toBe(false);
  });
});
