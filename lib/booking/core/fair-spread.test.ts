import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadFairly } from './fair-spread.ts';
import { type AdvisorDays, freeTimes, type TimeRules } from './free-times.ts';

const advisor = (advisorId: string, taken: AdvisorDays['taken'] = [], hours = 96): AdvisorDays => ({
  advisorId,
  open: [{ from: 0, to: hours }],
  taken,
});
const idOf = (one: AdvisorDays) => one.advisorId;
const ids = (free: readonly AdvisorDays[], start = 12) => spreadFairly(free, start, idOf).map(idOf);

describe('any advisor (BK10, OR2)', () => {
  it('is whoever has the smallest part of their hours taken', () => {
    const busy = advisor('a', [{ from: 0, to: 24 }]);
    const half = advisor('b', [{ from: 0, to: 18 }], 48);
    expect(ids([busy, half, advisor('c', [{ from: 0, to: 6 }])])).toEqual(['c', 'a', 'b']);
  });

  it('does not depend on the order in which they are given', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 8 }), fc.nat(), (names, start) => {
        const free = names.map((name) => advisor(name));
        expect(ids(free.toReversed(), start)).toEqual(ids(free, start));
      }),
    );
  });

  it('between equals each is first about equally often', () => {
    const free = ['a', 'b', 'c', 'd'].map((name) => advisor(name));
    const firsts = Array.from({ length: 2000 }, (_, i) => ids(free, 5_987_520 + 3 * i)[0]);
    for (const name of ['a', 'b', 'c', 'd']) {
      const share = firsts.filter((first) => first === name).length / firsts.length;
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.3);
    }
  });

  it('spreads the bookings of a day: equal hours, at most one appointment apart', () => {
    const rules: TimeRules = { duration: 6, bufferBefore: 0, bufferAfter: 0, earliest: 0, latest: 96, grid: 6 };
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }),
        (n, wishes) => {
          const team = Array.from({ length: n }, (_, i) => advisor(`advisor ${i}`));
          const counts = new Map(team.map(({ advisorId }) => [advisorId, 0]));
          for (const wish of wishes) {
            const offered = freeTimes(rules, team);
            const chosen = offered[wish % Math.max(1, offered.length)];
            // Only times at which everybody is free: whoever is taken then cannot be asked, however little they have.
            if (chosen === undefined || chosen.advisorIds.length < n) continue;
            const first = spreadFairly(team, chosen.start, idOf)[0];
            if (first === undefined) throw new Error('Nobody');
            const place = team.indexOf(first);
            const taken = [...first.taken, { from: chosen.start, to: chosen.start + 6 }].toSorted(
              (a, b) => a.from - b.from,
            );
            team[place] = { ...first, taken };
            counts.set(first.advisorId, (counts.get(first.advisorId) ?? 0) + 1);
          }
          expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
