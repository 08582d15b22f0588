import { describe, expect, it } from 'vitest';
import type { FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import { Temporal } from '#lib/platform/time.ts';
import { groupByDay } from './offered-days.ts';

const at = (instant: string, timeZone = 'Europe/Berlin', quarters = 0): FreeTime => {
  const startsAt = Temporal.Instant.from(instant).add({ minutes: 15 * quarters });
  return { startsAt, endsAt: startsAt.add({ minutes: 30 }), timeZone, center: null, advisors: [] };
};

describe('free times by day (BK10)', () => {
  it('counts days on the clock of the place', () => {
    const late = [at('2026-11-24T22:30:00Z'), at('2026-11-24T23:30:00Z')];
    expect(groupByDay(late, { days: 5, perDay: 6 }).days.map(({ day }) => day.toString())).toEqual([
      '2026-11-24',
      '2026-11-25',
    ]);
  });

  it('shows the first times of a day and counts the others', () => {
    const times = ['08:00', '08:15', '08:30', '08:45'].map((clock) => at(`2026-11-24T${clock}:00Z`));
    const { days } = groupByDay(times, { days: 5, perDay: 3 });
    expect(days).toHaveLength(1);
    expect(days[0]).toMatchObject({ hidden: 1 });
    expect(days[0]?.times).toEqual(times.slice(0, 3));
  });

  it('shows some of a later day from its beginning to its end, at full hours', () => {
    const day = (date: string) =>
      Array.from({ length: 33 }, (_, quarter) => at(`2026-11-${date}T07:00:00Z`, 'UTC', quarter));
    const { days } = groupByDay([...day('24'), ...day('25')], { days: 5, perDay: 3 });
    const clocks = days.map(({ times }) => times.map(({ startsAt }) => startsAt.toString().slice(11, 16)));
    expect(clocks).toEqual([
      ['07:00', '07:15', '07:30'],
      ['07:00', '11:00', '15:00'],
    ]);
    expect(days.map(({ hidden }) => hidden)).toEqual([30, 30]);
  });

  it('names the first day that found no room', () => {
    const times = ['23', '24', '26'].map((day) => at(`2026-11-${day}T09:00:00Z`));
    expect(groupByDay(times, { days: 2, perDay: 3 }).next?.toString()).toBe('2026-11-26');
    expect(groupByDay(times, { days: 3, perDay: 3 }).next).toBeNull();
  });

  it('keeps the hour that comes twice on the day the clocks go back', () => {
    const twice = [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')];
    expect(groupByDay(twice, { days: 5, perDay: 6 }).days[0]?.times).toHaveLength(2);
  });
});
