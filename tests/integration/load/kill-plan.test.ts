import { describe, expect, it } from 'vitest';
import { planKills, victims } from '#tests/load/chaos/kill-plan.ts';
import { seededRandom } from '#tests/load/random.ts';

describe('the plan of kills (BK14)', () => {
  it('is the same for the same seed, in order, and leaves the end in peace', () => {
    const plan = planKills(seededRandom(7), 60_000);
    expect(planKills(seededRandom(7), 60_000)).toEqual(plan);
    expect(planKills(seededRandom(8), 60_000)).not.toEqual(plan);
    expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(Math.max(...plan.map(({ at }) => at))).toBeLessThan(56_000);
    expect(new Set(plan.map(({ which }) => which))).toEqual(new Set([0, 1]));
  });

  it('has every victim in it, in the shortest run as well', () => {
    expect(new Set(planKills(seededRandom(1), 15_000).map(({ victim }) => victim))).toEqual(new Set(victims));
  });
});
