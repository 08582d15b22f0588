import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutOff, isExpired, type Keep, lastDay, notExpired } from './retention.ts';
import { legalDay, Temporal } from './time.ts';

const at = (text: string) => Temporal.Instant.from(text);
const between = (from: string, to: string) =>
  fc
    .integer({ min: at(from).epochMilliseconds, max: at(to).epochMilliseconds })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

describe('a clock in days (DP5)', () => {
  const ninety: Keep = { days: 90 };
  const start = at('2026-11-22T23:30:00+01:00');

  it('ends with the first instant of the day before the last, in the legal zone', () => {
    expect(lastDay(90, start).toString()).toBe('2027-02-19');
    expect(isExpired(ninety, start, at('2027-02-18T23:59:59.999+01:00'))).toBe(false);
    expect(isExpired(ninety, start, at('2027-02-19T00:00:00+01:00'))).toBe(true);
  });

  it('counts the days of the legal zone, not those of UTC', () => {
    const early = at('2026-11-22T23:30:00Z');
    expect(lastDay(90, early).toString()).toBe('2027-02-20');
  });

  it.each([
    ['spring', '2026-12-30T12:00:00+01:00', '2027-03-28T23:59:59.999+02:00', '2027-03-29T00:00:00+02:00'],
    ['autumn', '2026-08-03T12:00:00+02:00', '2026-10-30T23:59:59.999+01:00', '2026-10-31T00:00:00+01:00'],
  ])('is not moved by the clock change in %s', (_season, began, before, after) => {
    expect(isExpired(ninety, at(began), at(before))).toBe(false);
    expect(isExpired(ninety, at(began), at(after))).toBe(true);
  });

  it('says the same as counting days, whenever it is asked', () => {
    fc.assert(
      fc.property(
        between('2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
        between('2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z'),
        fc.integer({ min: 2, max: 400 }),
        (began, now, days) => {
          const passed = legalDay(now).since(legalDay(began), { largestUnit: 'day' }).days;
          expect(isExpired({ days }, began, now)).toBe(passed >= days - 1);
          expect(isExpired({ days }, began, now)).toBe(
            Temporal.PlainDate.compare(legalDay(now), lastDay(days, began)) >= 0,
          );
        },
      ),
    );
  });
});

describe('short clocks', () => {
  it('end to the millisecond', () => {
    const start = at('2026-11-22T10:00:00Z');
    expect(isExpired({ minutes: 10 }, start, at('2026-11-22T10:09:59.999Z'))).toBe(false);
    expect(isExpired({ minutes: 10 }, start, at('2026-11-22T10:10:00Z'))).toBe(true);
    expect(isExpired('until', start, at('2026-11-22T09:59:59.999Z'))).toBe(false);
    expect(isExpired('until', start, start)).toBe(true);
  });

  it('do not run for what is in use', () => {
    expect(cutOff('in-use', at('2026-11-22T10:00:00Z'))).toBeNull();
    expect(isExpired('in-use', at('1990-01-01T00:00:00Z'), at('2026-11-22T10:00:00Z'))).toBe(false);
    expect(notExpired('in-use', at('2026-11-22T10:00:00Z'))).toEqual({});
  });
});
