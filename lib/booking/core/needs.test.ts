import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdvisorDays,
  freeTimes,
  mergeFreeTimes,
  neededKinds,
  type ResourceDays,
  type ResourceNeed,
  type StepSpan,
  type TimeRules,
  whyNotFree,
} from './free-times.ts';

/** Spans in order, none touching another. */
const spans = fc.uniqueArray(fc.nat(200), { maxLength: 12 }).map((ends) => {
  const sorted = ends.toSorted((a, b) => a - b);
  const found: StepSpan[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2) found.push({ from: sorted[i] ?? 0, to: sorted[i + 1] ?? 0 });
  return found;
});
const resource: fc.Arbitrary<ResourceDays> = fc.record({ open: spans, taken: spans });
const advisor = (advisorId: string): fc.Arbitrary<AdvisorDays> => resource.map((days) => ({ ...days, advisorId }));
const need: fc.Arbitrary<ResourceNeed> = fc.record({
  kind: fc.constantFrom(...neededKinds),
  resources: fc.array(resource, { maxLength: 3 }),
});
const rules: fc.Arbitrary<TimeRules> = fc.record({
  duration: fc.integer({ min: 1, max: 8 }),
  bufferBefore: fc.nat(2),
  bufferAfter: fc.nat(2),
  earliest: fc.nat(60),
  latest: fc.integer({ min: 60, max: 210 }),
  grid: fc.constantFrom(1, 3),
});
const whole = { open: [{ from: 0, to: 300 }], taken: [] };

describe('several resources in one appointment (BK9, OR2, OR5)', () => {
  it('are free exactly when there is no reason against, whatever is needed', () => {
    fc.assert(
      fc.property(rules, advisor('a'), advisor('b'), fc.array(need, { maxLength: 3 }), (demands, a, b, needs) => {
        const expected = [];
        for (let start = 0; start <= 215; start += 1) {
          const advisorIds = [a, b]
            .filter((days) => whyNotFree(start, demands, days, needs) === null)
            .map(({ advisorId }) => advisorId);
          if (advisorIds.length > 0) expected.push({ start, advisorIds });
        }
        expect(freeTimes(demands, [a, b], needs)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('one more need never adds a time, one more resource for it never takes one away', () => {
    const starts = (times: readonly { start: number }[]) => times.map(({ start }) => start);
    fc.assert(
      fc.property(rules, advisor('a'), need, resource, (demands, a, given, another) => {
        const without = starts(freeTimes(demands, [a]));
        const one = starts(freeTimes(demands, [a], [given]));
        const more = starts(freeTimes(demands, [a], [{ ...given, resources: [...given.resources, another] }]));
        expect(without).toEqual(expect.arrayContaining(more));
        expect(more).toEqual(expect.arrayContaining(one));
      }),
    );
  });

  const demands: TimeRules = { duration: 6, bufferBefore: 0, bufferAfter: 0, earliest: 0, latest: 300, grid: 3 };
  const busy = { ...whole, taken: [{ from: 12, to: 18 }] };

  it('a room that is taken for a part is no room, another one is', () => {
    const rooms: ResourceNeed = { kind: 'room', resources: [busy] };
    expect(whyNotFree(15, demands, whole, [rooms])).toBe('no-room');
    expect(whyNotFree(15, demands, whole, [{ ...rooms, resources: [busy, whole] }])).toBeNull();
    expect(whyNotFree(18, demands, whole, [rooms])).toBeNull();
    expect(whyNotFree(15, demands, whole, [{ kind: 'interpreter', resources: [] }])).toBe('no-interpreter');
    expect(whyNotFree(15, demands, busy, [rooms])).toBe('taken');
  });

  it('seats bound how many appointments there are at once, however many advisors are free', () => {
    const seats: ResourceNeed = { kind: 'seat', resources: [busy, busy] };
    const advisors = ['a', 'b', 'c'].map((advisorId) => ({ ...whole, advisorId }));
    expect(whyNotFree(12, demands, whole, [seats])).toBe('no-seat');
    const offered = freeTimes(demands, advisors, [seats]).map(({ start }) => start);
    expect(offered).not.toContain(12);
    expect(offered).toContain(18);
  });

  it('say why an advisor is not there, as the hours say it', () => {
    const days: ResourceDays = {
      open: [
        { from: 12, to: 24 },
        { from: 30, to: 60 },
      ],
      closed: [
        { from: 24, to: 30, why: 'break' },
        { from: 60, to: 90, why: 'absent' },
      ],
      taken: [],
    };
    const why = (start: number) => whyNotFree(start, demands, days);
    expect([why(6), why(18), why(21), why(27), why(54), why(57), why(87), why(90)]).toEqual([
      'outside-hours',
      null,
      'break',
      'break',
      null,
      'absent',
      'absent',
      'outside-hours',
    ]);
  });

  it('of several places are one list, in order', () => {
    const here = [
      { start: 3, advisorIds: ['a'] },
      { start: 9, advisorIds: ['a', 'b'] },
    ];
    const there = [
      { start: 1, advisorIds: ['c'] },
      { start: 9, advisorIds: ['c'] },
    ];
    expect(mergeFreeTimes([here, there])).toEqual([
      { start: 1, advisorIds: ['c'] },
      { start: 3, advisorIds: ['a'] },
      { start: 9, advisorIds: ['a', 'b', 'c'] },
    ]);
    expect(here[1]?.advisorIds).toEqual(['a', 'b']);
  });
});
