import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { daysAround, houseHours, resourceHours, type ResourceRules } from './resource-hours.ts';

const [from, to] = [Temporal.Instant.from('2027-01-05T00:00:00Z'), Temporal.Instant.from('2027-01-07T00:00:00Z')];
const days = daysAround(from, to, 'Europe/Berlin');
const day = (text: string) => Temporal.PlainDate.from(text);
const workdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 480, endMinute: 960 }));
const center = { timeZone: 'Europe/Berlin', land: 'BY', municipality: 'München', rules: [], exceptions: [] };
const advisor: ResourceRules = { kind: 'advisor', rules: workdays, exceptions: [], absences: [], center };
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const isOpen = (rules: ResourceRules, time: string, house = houseHours(rules.center, days)) =>
  resourceHours(rules, days, house).open.some((span) => span.from <= at(time) && at(time) < span.to);

// The sixth of January is a holiday in Bayern.
const [tuesday, holiday, evening] = ['2027-01-05T10:00:00Z', '2027-01-06T10:00:00Z', '2027-01-05T19:00:00Z'] as const;

describe('hours of a resource and its house (OR1, OR3)', () => {
  it('an advisor without hours is never there; a room or a seat without is always', () => {
    expect([tuesday, holiday, evening].map((time) => isOpen(advisor, time))).toEqual([true, false, false]);
    for (const kind of ['advisor', 'interpreter'] as const)
      expect([tuesday, evening].map((time) => isOpen({ ...advisor, kind, rules: [] }, time))).toEqual([false, false]);
    for (const kind of ['room', 'seat'] as const)
      expect([tuesday, holiday, evening].map((time) => isOpen({ ...advisor, kind, rules: [] }, time))).toEqual([
        true,
        true,
        true,
      ]);
  });

  it('a room with hours keeps them, and holidays', () => {
    const room: ResourceRules = { ...advisor, kind: 'room' };
    expect([tuesday, holiday, evening].map((time) => isOpen(room, time))).toEqual([true, false, false]);
  });

  it('a house without rules sets no frame; with one that is closed on a day nobody is had in it', () => {
    expect(houseHours(center, days)).toBeNull();
    const closed = { firstDay: day('2027-01-05'), lastDay: day('2027-01-05'), opening: null };
    const shut = { ...advisor, center: { ...center, exceptions: [closed] } };
    expect(isOpen(shut, tuesday)).toBe(false);
    // What does not happen in the house goes on.
    expect(isOpen(shut, tuesday, null)).toBe(true);
    const early = { ...center, rules: workdays.map((rule) => ({ ...rule, endMinute: 600 })) };
    expect(isOpen({ ...advisor, center: early }, tuesday)).toBe(false);
    expect(isOpen({ ...advisor, center: early }, '2027-01-05T08:00:00Z')).toBe(true);
  });

  it('say why: away, the house, a holiday', () => {
    const absences = [{ from: at('2027-01-05T08:00:00Z'), to: at('2027-01-05T09:00:00Z') }];
    const { closed } = resourceHours({ ...advisor, absences }, days, null);
    expect(closed.map(({ why }) => why)).toEqual(['absent', 'holiday']);
  });
});
