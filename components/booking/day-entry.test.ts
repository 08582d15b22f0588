import { describe, expect, it } from 'vitest';
import { atHand, type DayGroup, isOngoing, isPast, minutesUntil, nowIndex, placeGroups } from './day-entry.ts';

const minute = 60_000;
const entry = (start: number, end: number, state: 'confirmed' | 'in_service' | 'done' | 'no_show' = 'confirmed') => ({
  startsAt: start * minute,
  endsAt: end * minute,
  state,
});

describe('day of an advisor (VC14)', () => {
  const day = [entry(0, 30), entry(30, 60), entry(90, 120)];

  it.each([
    { now: -5, hand: 0, line: 0 },
    { now: 0, hand: 0, line: 1 },
    { now: 29.9, hand: 0, line: 1 },
    { now: 30, hand: 1, line: 2 },
    { now: 75, hand: 2, line: 2 },
    { now: 119, hand: 2, line: 3 },
    { now: 300, hand: 2, line: 3 },
  ])('at minute $now the person at hand is $hand and the line stands before $line', ({ now, hand, line }) => {
    expect(atHand(day, now * minute)).toBe(day[hand]);
    expect(nowIndex(day, now * minute)).toBe(line);
  });

  it('keeps somebody who is still in conversation at hand', () => {
    const late = [entry(0, 30, 'in_service'), entry(60, 90)];
    expect(isOngoing(late[0] ?? entry(0, 0), 45 * minute)).toBe(true);
    expect(atHand(late, 45 * minute)).toBe(late[0]);
  });

  it('passes over what is done or did not happen', () => {
    const settled = [entry(0, 30, 'done'), entry(0, 30, 'no_show'), entry(40, 60)];
    expect(settled.map((one) => isPast(one, 10 * minute))).toEqual([true, true, false]);
    expect(atHand(settled, 10 * minute)).toBe(settled[2]);
  });

  it('has nobody at hand on an empty day', () => {
    expect(atHand([], 0)).toBeUndefined();
    expect(nowIndex([], 0)).toBe(0);
  });

  it('counts a begun minute as one', () => {
    expect(minutesUntil(10 * minute, 9.5 * minute)).toBe(1);
    expect(minutesUntil(10 * minute, 10 * minute)).toBe(0);
    expect(minutesUntil(10 * minute, 11 * minute)).toBe(0);
  });
});

describe('group sessions in a day (OR2, VC14)', () => {
  const group = (id: string, start: number): DayGroup => ({
    id,
    startsAt: start * minute,
    startClock: '',
    endClock: '',
    service: 'Kurs',
    taken: 0,
    seats: 8,
  });
  const member = (start: number, groupId: string | null) => ({ startsAt: start * minute, groupId });

  it('stand before their first member, or where their time is', () => {
    const entries = [member(0, null), member(60, 'a'), member(60, 'a'), member(200, null)];
    const places = placeGroups(entries, [group('a', 60), group('empty', 120), group('late', 300)]);
    expect(places.map((some) => some.map(({ id }) => id))).toEqual([[], ['a'], [], ['empty'], ['late']]);
    expect(placeGroups([], [group('only', 0)])).toEqual([[group('only', 0)]]);
  });
});
