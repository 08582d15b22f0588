import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineServices, type ServiceDemands } from './combine-services.ts';
import { freeTimes, type StepSpan } from './free-times.ts';

const some = (...words: string[]) => fc.subarray(words);
const demands: fc.Arbitrary<ServiceDemands> = fc.record({
  duration: fc.integer({ min: 1, max: 24 }).map((steps) => steps * 5),
  bufferBefore: fc.nat(6).map((steps) => steps * 5),
  bufferAfter: fc.nat(6).map((steps) => steps * 5),
  leadTime: fc.nat(10_000),
  horizonDays: fc.integer({ min: 1, max: 60 }),
  neededSkills: some('pflege', 'language:tr', 'reha'),
  needsRoom: fc.boolean(),
  roomSkills: some('step-free', 'hearing-loop'),
  advisorIds: some('a', 'b', 'c', 'd'),
});
const sorted = (words: readonly string[]) => words.toSorted((a, b) => a.localeCompare(b));
/** Lists stand for sets. */
const asSets = (service: ServiceDemands) => ({
  ...service,
  neededSkills: sorted(service.neededSkills),
  roomSkills: sorted(service.roomSkills),
  advisorIds: sorted(service.advisorIds),
});

describe('several services in one appointment (BK10)', () => {
  it('one alone stays what it is', () => {
    fc.assert(
      fc.property(demands, (one) => {
        expect(combineServices([one])).toEqual(one);
      }),
    );
  });

  it('take the sum of their minutes, and the stricter rule of each kind', () => {
    fc.assert(
      fc.property(fc.array(demands, { minLength: 1, maxLength: 3 }), (services) => {
        const together = combineServices(services as [ServiceDemands]);
        const each = <T>(pick: (service: ServiceDemands) => T) => services.map(pick);
        expect(together.duration).toBe(each(({ duration }) => duration).reduce((a, b) => a + b));
        expect(together.bufferBefore).toBe(Math.max(...each(({ bufferBefore }) => bufferBefore)));
        expect(together.bufferAfter).toBe(Math.max(...each(({ bufferAfter }) => bufferAfter)));
        expect(together.leadTime).toBe(Math.max(...each(({ leadTime }) => leadTime)));
        expect(together.horizonDays).toBe(Math.min(...each(({ horizonDays }) => horizonDays)));
        expect(together.needsRoom).toBe(each(({ needsRoom }) => needsRoom).includes(true));
        for (const id of ['a', 'b', 'c', 'd'])
          expect(together.advisorIds.includes(id)).toBe(services.every(({ advisorIds }) => advisorIds.includes(id)));
        for (const skill of ['pflege', 'language:tr', 'reha'])
          expect(together.neededSkills.includes(skill)).toBe(
            services.some(({ neededSkills }) => neededSkills.includes(skill)),
          );
        for (const skill of ['step-free', 'hearing-loop'])
          expect(together.roomSkills.includes(skill)).toBe(
            services.some(({ roomSkills }) => roomSkills.includes(skill)),
          );
      }),
    );
  });

  it('are the same in any order and any grouping', () => {
    fc.assert(
      fc.property(demands, demands, demands, (a, b, c) => {
        const all = asSets(combineServices([a, b, c]));
        expect(asSets(combineServices([c, a, b]))).toEqual(all);
        expect(asSets(combineServices([combineServices([a, b]), c]))).toEqual(all);
      }),
    );
  });

  it('one more service never adds a time', () => {
    const spans = fc.uniqueArray(fc.nat(200), { maxLength: 10 }).map((ends) => {
      const inOrder = ends.toSorted((a, b) => a - b);
      const found: StepSpan[] = [];
      for (let i = 0; i + 1 < inOrder.length; i += 2) found.push({ from: inOrder[i] ?? 0, to: inOrder[i + 1] ?? 0 });
      return found;
    });
    const starts = (service: ServiceDemands, open: StepSpan[], taken: StepSpan[]) =>
      freeTimes(
        {
          duration: service.duration / 5,
          bufferBefore: service.bufferBefore / 5,
          bufferAfter: service.bufferAfter / 5,
          earliest: Math.ceil(service.leadTime / 500),
          latest: service.horizonDays * 4,
          grid: 3,
        },
        service.advisorIds.map((advisorId) => ({ advisorId, open, taken })),
      ).map(({ start }) => start);
    fc.assert(
      fc.property(demands, demands, spans, spans, (one, other, open, taken) => {
        expect(starts(one, open, taken)).toEqual(
          expect.arrayContaining(starts(combineServices([one, other]), open, taken)),
        );
      }),
    );
  });
});
