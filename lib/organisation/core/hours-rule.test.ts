import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { exceptionsOn, type HoursException, type HoursRule, ruleApplies } from './hours-rule.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const days = (from: string, count: number) => Array.from({ length: count }, (_, i) => day(from).add({ days: i }));
const rule = (weekday: number, rest: Partial<HoursRule> = {}): HoursRule => ({
  weekday,
  startMinute: 540,
  endMinute: 720,
  ...rest,
});
const appliesIn = (given: HoursRule, from: string, count: number) =>
  days(from, count)
    .filter((date) => ruleApplies(given, date))
    .map(String);

describe('rules of hours (OR3)', () => {
  it('hold from their first day to their last one, both included', () => {
    const given = rule(2, { validFrom: day('2026-12-08'), validTo: day('2026-12-22') });
    expect(appliesIn(given, '2026-12-01', 40)).toEqual(['2026-12-08', '2026-12-15', '2026-12-22']);
    expect(appliesIn(rule(2, { validFrom: null, validTo: null }), '2026-12-01', 8)).toHaveLength(2);
  });

  it('hold every n-th calendar week, over the turn of the year and before the week they are counted from', () => {
    // 2026 has 53 weeks: odd and even numbers would say something else.
    const given = rule(2, { repeats: { everyWeeks: 2, from: day('2026-12-18') } });
    expect(appliesIn(given, '2026-11-24', 56)).toEqual(['2026-12-01', '2026-12-15', '2026-12-29', '2027-01-12']);
    // Monday and Sunday of one week are in one week.
    for (const weekday of [1, 7]) {
      const other = rule(weekday, { repeats: { everyWeeks: 3, from: day('2026-12-16') } });
      expect(appliesIn(other, '2026-12-14', 7)).toHaveLength(1);
    }
  });

  it.each([
    [1, ['2026-12-03', '2027-01-07', '2027-02-04']],
    [3, ['2026-12-17', '2027-01-21', '2027-02-18']],
    [5, ['2026-12-31']],
    [-1, ['2026-12-31', '2027-01-28', '2027-02-25']],
    [-2, ['2026-12-24', '2027-01-21', '2027-02-18']],
  ])('hold on the %i-th Thursday of a month', (nthOfMonth, expected) => {
    expect(appliesIn(rule(4, { repeats: { nthOfMonth } }), '2026-12-01', 90)).toEqual(expected);
  });

  it('whatever they are: n shifted rules of "every n-th week" hold on each week once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(4000),
        fc.nat(4000),
        fc.integer({ min: 1, max: 7 }),
        (everyWeeks, anchor, offset, weekday) => {
          const from = day('2020-01-01').add({ days: anchor });
          const holding = Array.from({ length: everyWeeks }, (_, i) =>
            rule(weekday, { repeats: { everyWeeks, from: from.add({ weeks: i }) } }),
          );
          for (let i = 0; i < 30; i += 1) {
            const date = day('2019-06-01').add({ days: offset + i });
            const count = holding.filter((one) => ruleApplies(one, date)).length;
            expect(count).toBe(date.dayOfWeek === weekday ? 1 : 0);
          }
        },
      ),
    );
  });

  it('whatever they are: first to fifth of a month are every week, and so are the last to the fifth from the end', () => {
    fc.assert(
      fc.property(fc.nat(4000), fc.constantFrom(1, -1), (offset, sign) => {
        const date = day('2020-01-01').add({ days: offset });
        const holding = [1, 2, 3, 4, 5].filter((n) =>
          ruleApplies(rule(date.dayOfWeek, { repeats: { nthOfMonth: n * sign } }), date),
        );
        expect(holding).toHaveLength(1);
      }),
    );
  });
});

describe('exceptions (OR3)', () => {
  const closed = (firstDay: string, lastDay: string): HoursException => ({
    firstDay: day(firstDay),
    lastDay: day(lastDay),
    opening: null,
  });
  const open = (firstDay: string, lastDay: string, startMinute: number): HoursException => ({
    firstDay: day(firstDay),
    lastDay: day(lastDay),
    opening: { startMinute, endMinute: startMinute + 60 },
  });

  it('count on their days, the narrowest first', () => {
    const given = [closed('2026-12-01', '2026-12-15'), open('2026-12-05', '2026-12-05', 540)];
    expect(exceptionsOn(given, day('2026-11-30'))).toEqual([]);
    expect(exceptionsOn(given, day('2026-12-01'))).toEqual([given[0]]);
    expect(exceptionsOn(given, day('2026-12-05'))).toEqual([given[1]]);
    expect(exceptionsOn(given.toReversed(), day('2026-12-15'))).toEqual([given[0]]);
  });

  it('of one length count together', () => {
    const given = [open('2026-12-05', '2026-12-05', 540), open('2026-12-05', '2026-12-05', 840)];
    expect(exceptionsOn(given, day('2026-12-05'))).toEqual(given);
  });
});
