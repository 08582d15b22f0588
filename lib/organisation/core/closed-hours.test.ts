import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import type { HoursException, HoursRule, WeeklyRule } from './hours-rule.ts';
import { type Besides, type ClosedSpan, closedSpans, openSpans, planDays } from './open-hours.ts';
import type { Place } from './place-days.ts';
import { merge, type Span } from './spans.ts';

const koeln = { timeZone: 'Europe/Berlin', land: 'NW' };
const day = (text: string) => Temporal.PlainDate.from(text);
const rule = (weekday: number, from: number, to: number): WeeklyRule => ({
  weekday,
  startMinute: from * 60,
  endMinute: to * 60,
});
const hour = (date: string, from: number, to: number) => {
  const at = (clock: number) =>
    day(date).toZonedDateTime({ timeZone: koeln.timeZone, plainTime: { hour: clock } }).epochMilliseconds;
  return { from: at(from), to: at(to) };
};

describe('what closes (OR3, OR5)', () => {
  const tuesday = '2026-12-01';
  const plan = (
    besides: Besides,
    rules: readonly HoursRule[] = [rule(2, 8, 16)],
    date = tuesday,
    place: Place = koeln,
  ) => {
    const [planned] = planDays(rules, place, day(date), 1, besides);
    if (planned === undefined) throw new Error('No day');
    return planned;
  };
  const clocks = (spans: readonly Span[]) =>
    spans.map(({ from, to }) =>
      [from, to].map((time) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(koeln.timeZone).hour),
    );
  const reasons = (closed: readonly ClosedSpan[]) => closed.map(({ why }) => why);

  it('a break is taken out of the hours', () => {
    const { open, closed } = plan({}, [rule(2, 8, 16), { ...rule(2, 12, 13), kind: 'break' }]);
    expect(clocks(open)).toEqual([
      [8, 12],
      [13, 16],
    ]);
    expect(closed).toEqual([{ ...hour(tuesday, 12, 13), why: 'break' }]);
  });

  it('an absence is, and nothing says why', () => {
    const { open, closed } = plan({ absences: [hour(tuesday, 6, 10)] });
    expect(clocks(open)).toEqual([[10, 16]]);
    expect(closed).toEqual([{ ...hour(tuesday, 8, 10), why: 'absent' }]);
  });

  it('the hours of the house are a frame', () => {
    const { open, closed } = plan({ house: [hour(tuesday, 9, 12), hour(tuesday, 14, 20)] });
    expect(clocks(open)).toEqual([
      [9, 12],
      [14, 16],
    ]);
    expect(reasons(closed)).toEqual(['house-closed', 'house-closed']);
    expect(plan({ house: [] }).open).toEqual([]);
    expect(clocks(plan({ house: null }).open)).toEqual([[8, 16]]);
  });

  it('an exception stands in the place of the hours and their breaks', () => {
    const exceptions = [
      { firstDay: day(tuesday), lastDay: day(tuesday), opening: { startMinute: 600, endMinute: 1080 } },
    ];
    const { open, closed } = plan({ exceptions }, [rule(2, 8, 16), { ...rule(2, 12, 13), kind: 'break' }]);
    expect(clocks(open)).toEqual([[10, 18]]);
    expect(closed).toEqual([{ ...hour(tuesday, 8, 10), why: 'exception' }]);
    const shut = plan({ exceptions: [{ firstDay: day(tuesday), lastDay: day('2026-12-05'), opening: null }] });
    expect(shut).toMatchObject({ open: [], closed: [{ why: 'exception' }] });
  });

  it('a holiday does, unless an exception of that day opens it all the same', () => {
    const epiphany = '2027-01-06';
    const bayern = { timeZone: 'Europe/Berlin', land: 'BY', municipality: 'Nürnberg' };
    const opening = { startMinute: 600, endMinute: 720 };
    const exception = { firstDay: day(epiphany), lastDay: day(epiphany), opening };
    const wednesdays = [rule(3, 8, 16)];
    expect(plan({ exceptions: [exception] }, wednesdays, epiphany, bayern)).toMatchObject({
      open: [],
      closed: [{ why: 'holiday' }],
    });
    const opened = plan({ exceptions: [{ ...exception, onHolidays: true }] }, wednesdays, epiphany, bayern);
    expect(opened.holiday).toBe('Heilige Drei Könige');
    expect(clocks(opened.open)).toEqual([[10, 12]]);
  });

  /** Whole hours only: a rule that begins or ends within the hour that comes twice means the first one. */
  const hours = fc
    .record({ startMinute: fc.nat(23), length: fc.integer({ min: 1, max: 24 }) })
    .map(({ startMinute, length }) => ({
      startMinute: startMinute * 60,
      endMinute: Math.min(24, startMinute + length) * 60,
    }));
  const anyDay = fc.nat(20).map((days) => day('2026-10-14').add({ days }));
  const weekly: fc.Arbitrary<HoursRule> = fc
    .tuple(fc.integer({ min: 1, max: 7 }), hours, fc.constantFrom('open' as const, 'open' as const, 'break' as const))
    .map(([weekday, span, kind]) => ({ weekday, ...span, kind }));
  const exception: fc.Arbitrary<HoursException> = fc
    .tuple(anyDay, fc.nat(4), fc.option(hours), fc.boolean())
    .map(([firstDay, length, opening, onHolidays]) => ({
      firstDay,
      lastDay: firstDay.add({ days: length }),
      opening,
      onHolidays,
    }));
  const spans = fc
    .array(
      fc
        .tuple(fc.nat(500), fc.integer({ min: 1, max: 90 }))
        .map(([from, length]) => ({ from: from * 3_600_000, to: (from + length) * 3_600_000 })),
      { maxLength: 4 },
    )
    .map((list) => {
      const base = hour('2026-10-14', 0, 0).from;
      return merge(list.map(({ from, to }) => ({ from: base + from, to: base + to })));
    });

  it('whatever the rules: each hour around both changes of the clock is open, or closed for one reason, or outside', () => {
    const oracle = (
      at: Temporal.ZonedDateTime,
      rules: readonly HoursRule[],
      besides: Omit<Required<Besides>, 'onHolidays'>,
    ): string => {
      const date = at.toPlainDate();
      const minute = at.hour * 60;
      const covers = (span: { startMinute: number; endMinute: number }) =>
        span.startMinute <= minute && minute < span.endMinute;
      const covering = besides.exceptions
        .filter(({ firstDay, lastDay }) => String(firstDay) <= String(date) && String(date) <= String(lastDay))
        .map((one) => ({ ...one, days: one.firstDay.until(one.lastDay).days }));
      const narrowest = covering.filter(({ days }) => covering.every((other) => other.days >= days));
      const holiday = ['2026-11-01', '2027-03-26', '2027-03-29'].includes(String(date));
      if (holiday && !narrowest.some(({ onHolidays }) => onHolidays)) return 'holiday';
      if (narrowest.some(({ opening }) => opening === null)) return 'exception';
      const today = rules.filter(({ weekday }) => weekday === date.dayOfWeek);
      const regular = today.some((one) => one.kind === 'open' && covers(one));
      if (narrowest.length > 0) {
        if (!narrowest.some(({ opening }) => opening !== null && covers(opening)))
          return regular ? 'exception' : 'outside';
      } else {
        if (!regular) return 'outside';
        if (today.some((one) => one.kind === 'break' && covers(one))) return 'break';
      }
      const inside = (list: readonly Span[]) =>
        list.some(({ from, to }) => from <= at.epochMilliseconds && at.epochMilliseconds < to);
      if (besides.house !== null && !inside(besides.house)) return 'house-closed';
      return inside(besides.absences) ? 'absent' : 'open';
    };
    // A Land with holidays on both sides: Allerheiligen after the change in autumn, Easter around the one in spring.
    const place = { timeZone: 'Europe/Berlin', land: 'NW' };
    fc.assert(
      fc.property(
        fc.array(weekly, { maxLength: 14 }),
        fc.array(exception, { maxLength: 5 }),
        spans,
        fc.option(spans),
        fc.constantFrom('2026-10-20', '2027-03-22'),
        (rules, autumnal, absent, framed, first) => {
          const shift = day('2026-10-20').until(day(first)).days;
          const exceptions = autumnal.map((one) => ({
            ...one,
            firstDay: one.firstDay.add({ days: shift }),
            lastDay: one.lastDay.add({ days: shift }),
          }));
          const moved = (list: readonly Span[]) =>
            list.map(({ from, to }) => ({ from: from + shift * 86_400_000, to: to + shift * 86_400_000 }));
          const besides = { exceptions, absences: moved(absent), house: framed === null ? null : moved(framed) };
          const plan = planDays(rules, place, day(first), 14, besides);
          const [open, closed] = [openSpans(plan), closedSpans(plan)];
          const end = day(first).add({ days: 14 }).toZonedDateTime(place.timeZone);
          for (
            let at = day(first).toZonedDateTime(place.timeZone);
            Temporal.ZonedDateTime.compare(at, end) < 0;
            at = at.add({ hours: 1 })
          ) {
            const here = ({ from, to }: Span) => from <= at.epochMilliseconds && at.epochMilliseconds < to;
            const said = [...(open.some(here) ? ['open'] : []), ...closed.filter(here).map(({ why }) => why)];
            expect(said.length).toBeLessThanOrEqual(1);
            if ((said[0] ?? 'outside') !== oracle(at, rules, besides))
              throw new Error(`${at.toString()}: ${said[0]} but ${oracle(at, rules, besides)}`);
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 30_000);
});
