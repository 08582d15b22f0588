import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import type { WeeklyRule } from './hours-rule.ts';
import { openSpans, planDays } from './open-hours.ts';

const koeln = { timeZone: 'Europe/Berlin', land: 'NW' };
const day = (text: string) => Temporal.PlainDate.from(text);
const rule = (weekday: number, from: number, to: number): WeeklyRule => ({
  weekday,
  startMinute: from * 60,
  endMinute: to * 60,
});
const shown = (rules: readonly WeeklyRule[], date: string, place = koeln) =>
  planDays(rules, place, day(date), 1).flatMap(({ open }) =>
    open.map(({ from, to }) => [from, to].map((time) => Temporal.Instant.fromEpochMilliseconds(time).toString())),
  );

describe('hours as instants (OR3)', () => {
  it('follow the wall clock of the center in winter and summer', () => {
    expect(shown([rule(2, 9, 12)], '2026-12-01')).toEqual([['2026-12-01T08:00:00Z', '2026-12-01T11:00:00Z']]);
    expect(shown([rule(2, 9, 12)], '2026-06-02')).toEqual([['2026-06-02T07:00:00Z', '2026-06-02T10:00:00Z']]);
  });

  it('on the Sunday when clocks go forward lose the hour that does not exist', () => {
    expect(shown([rule(7, 0, 24)], '2027-03-28')).toEqual([['2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z']]);
    expect(shown([rule(7, 1, 4)], '2027-03-28')).toEqual([['2027-03-28T00:00:00Z', '2027-03-28T02:00:00Z']]);
    // 02:00 to 03:00 is not on the clock at all.
    expect(shown([rule(7, 2, 3)], '2027-03-28')).toEqual([]);
    expect(shown([rule(7, 9, 12)], '2027-03-28')).toEqual([['2027-03-28T07:00:00Z', '2027-03-28T10:00:00Z']]);
  });

  it('on the Sunday when clocks go back have the hour that comes twice', () => {
    expect(shown([rule(7, 0, 24)], '2026-10-25')).toEqual([['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z']]);
    expect(shown([rule(7, 1, 4)], '2026-10-25')).toEqual([['2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z']]);
    expect(shown([rule(7, 9, 12)], '2026-10-25')).toEqual([['2026-10-25T08:00:00Z', '2026-10-25T11:00:00Z']]);
  });

  it('are closed on the holidays of the Land, and only of the Land', () => {
    const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => rule(weekday, 8, 16));
    const [epiphany] = planDays(always, { ...koeln, land: 'BY' }, day('2027-01-06'), 1);
    expect(epiphany).toMatchObject({ open: [], holiday: 'Heilige Drei Könige' });
    expect(planDays(always, koeln, day('2027-01-06'), 1)[0]).toMatchObject({ holiday: null });
    expect(planDays(always, koeln, day('2027-05-27'), 1)[0]?.holiday).toBe('Fronleichnam');
    expect(() => planDays(always, { ...koeln, land: 'XX' }, day('2027-01-06'), 1)).toThrow(RangeError);
  });

  it('that touch or overlap are one opening, also over midnight', () => {
    expect(shown([rule(2, 9, 12), rule(2, 11, 13), rule(2, 13, 15)], '2026-12-01')).toHaveLength(1);
    const around = [1, 2, 3, 4, 5, 6, 7].map((weekday) => rule(weekday, 0, 24));
    const plan = planDays(around, koeln, day('2026-10-19'), 14);
    expect(openSpans(plan)).toHaveLength(1);
  });

  it('are in order, never empty, never overlap, for any rules and any days', () => {
    const weekly = fc
      .record({
        weekday: fc.integer({ min: 1, max: 7 }),
        startMinute: fc.nat(287),
        length: fc.integer({ min: 1, max: 288 }),
      })
      .map(({ weekday, startMinute, length }) => ({
        weekday,
        startMinute: startMinute * 5,
        endMinute: Math.min(1440, (startMinute + length) * 5),
      }));
    fc.assert(
      fc.property(fc.array(weekly, { maxLength: 12 }), fc.nat(400), (rules, offset) => {
        const plan = openSpans(planDays(rules, koeln, day('2026-03-01').add({ days: offset }), 10));
        for (const [i, span] of plan.entries()) {
          expect(span.to).toBeGreaterThan(span.from);
          expect(span.from).toBeGreaterThan(plan[i - 1]?.to ?? 0);
        }
      }),
    );
  });
});
