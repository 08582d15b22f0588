import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersect, merge, type Span, subtract } from './spans.ts';

const any = fc.array(
  fc.tuple(fc.nat(60), fc.integer({ min: -3, max: 12 })).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 10 },
);
const within = (spans: readonly Span[], point: number): boolean =>
  spans.some(({ from, to }) => from <= point && point < to);
const points = Array.from({ length: 80 }, (_, i) => i);

describe('spans', () => {
  it('are merged, cut and subtracted point by point, and stay in order, apart and not empty', () => {
    fc.assert(
      fc.property(any, any, (left, right) => {
        const [a, b] = [merge(left), merge(right)];
        const [both, rest] = [intersect(a, b), subtract(a, b)];
        for (const point of points) {
          expect(within(a, point)).toBe(within(left, point));
          expect(within(both, point)).toBe(within(a, point) && within(b, point));
          expect(within(rest, point)).toBe(within(a, point) && !within(b, point));
        }
        for (const spans of [a, both, rest]) {
          for (const [i, { from, to }] of spans.entries()) {
            expect(to).toBeGreaterThan(from);
            expect(from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? -1);
          }
        }
        expect(merge([...both, ...rest])).toEqual(a);
      }),
    );
  });
});
