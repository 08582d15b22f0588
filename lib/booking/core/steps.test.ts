import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { instantOf, stepAt, stepFrom, stepsOf, stepUntil } from './steps.ts';

describe('steps of five minutes', () => {
  it('and instants stand for each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 30 }), (step) => {
        expect(stepAt(instantOf(step))).toBe(step);
      }),
    );
    expect(instantOf(5_987_520).toString()).toBe('2026-12-03T00:00:00Z');
  });

  it('begin on whole five minutes only', () => {
    expect(() => stepAt(Temporal.Instant.from('2026-12-01T10:03:00Z'))).toThrow(RangeError);
    expect(() => stepsOf(7)).toThrow(RangeError);
    expect(stepsOf(45)).toBe(9);
  });

  it('an opening that begins or ends within a step has that step not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (milliseconds) => {
        expect(instantOf(stepFrom(milliseconds)).epochMilliseconds).toBeGreaterThanOrEqual(milliseconds);
        expect(instantOf(stepUntil(milliseconds)).epochMilliseconds).toBeLessThanOrEqual(milliseconds);
      }),
    );
  });
});
