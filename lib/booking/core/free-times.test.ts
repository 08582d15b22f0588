import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdvisorDays, freeTimes, spanOf, type StepSpan, type TimeRules, whyNotFree } from './free-times.ts';

/** Spans in order, none touching another. */
const spans = (max: number) =>
  fc.uniqueArray(fc.nat(max), { maxLength: 16 }).map((ends) => {
    const sorted = ends.toSorted((a, b) => a - b);
    const found: StepSpan[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) found.push({ from: sorted[i] ?? 0, to: sorted[i + 1] ?? 0 });
    return found;
  });
const advisor = (id: string): fc.Arbitrary<AdvisorDays> =>
  fc.record({ advisorId: fc.constant(id), open: spans(300), taken: spans(300) });
const rules: fc.Arbitrary<TimeRules> = fc.record({
  duration: fc.integer({ min: 1, max: 12 }),
  bufferBefore: fc.nat(3),
  bufferAfter: fc.nat(3),
  earliest: fc.nat(120),
  latest: fc.integer({ min: 100, max: 320 }),
  grid: fc.constantFrom(1, 2, 3, 6),
});

describe('free times (BK10, OR2, OR5)', () => {
  it('are exactly the times for which there is no reason against, for every advisor, in order', () => {
    fc.assert(
      fc.property(rules, advisor('a'), advisor('b'), (demands, a, b) => {
        const expected = [];
        for (let start = 0; start <= 330; start += 1) {
          const advisorIds = [a, b]
            .filter((days) => whyNotFree(start, demands, days) === null)
            .map(({ advisorId }) => advisorId);
          if (advisorIds.length > 0) expected.push({ start, advisorIds });
        }
        expect(freeTimes(demands, [a, b])).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('never touch a claim or leave the hours, buffers included', () => {
    fc.assert(
      fc.property(rules, advisor('a'), (demands, days) => {
        for (const { start } of freeTimes(demands, [days])) {
          const { from, to } = spanOf(start, demands);
          expect(days.taken.some((claim) => claim.from < to && from < claim.to)).toBe(false);
          expect(days.open.some((opening) => opening.from <= from && to <= opening.to)).toBe(true);
          expect(start).toBeGreaterThanOrEqual(demands.earliest);
          expect(start).toBeLessThan(demands.latest);
        }
      }),
    );
  });

  const demands: TimeRules = { duration: 6, bufferBefore: 0, bufferAfter: 2, earliest: 100, latest: 200, grid: 3 };
  const days: AdvisorDays = { advisorId: 'a', open: [{ from: 90, to: 130 }], taken: [{ from: 111, to: 114 }] };

  it.each([
    [99, 'too-soon'],
    [200, 'too-far-ahead'],
    [103, 'not-offered-minute'],
    [123, 'outside-hours'],
    [105, 'taken'],
    [114, null],
  ] as const)('say why: step %i is %s', (step, reason) => {
    expect(whyNotFree(step, demands, days)).toBe(reason);
  });

  it('say for any minute the first reason that holds, the earliest first', () => {
    expect(whyNotFree(98, demands, { ...days, taken: [{ from: 0, to: 300 }] })).toBe('too-soon');
    expect(freeTimes(demands, [days]).map(({ start }) => start)).toEqual([102, 114, 117, 120]);
  });
});
