import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreeStarts, readQuestion, timeRules } from '#lib/booking/free-times/booking-question.ts';
import { type FreeStart, freeTimes } from '#lib/booking/core/free-times.ts';
import { instantOf, stepFrom } from '#lib/booking/core/steps.ts';
import { type FreeTimesQuestion, listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { readPlaces } from '#lib/booking/free-times/read-places.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { legalZone, Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { addResource, change } from './resources.ts';
import { hold, makeWorld, tuesday } from './world.ts';

const stranger = openDatabase(env().DATABASE_URL);
const horizon = 42;

/** Few hours a week, over midnight too, buffers and a seat: free times and claims lie on either side of every window. */
beforeAll(async () => {
  await emptyTables();
  await setClock(tuesday);
  const world = await makeWorld({ advisors: 2, bufferAfter: 10, leadTime: 90 });
  const [one, other] = world.advisors;
  await change('DELETE FROM hours');
  await change(
    `INSERT INTO hours (resource_id, weekday, start_minute, end_minute) VALUES ($1, 5, 600, 720), ($2, 2, 540, 1440), ($2, 3, 0, 660)`,
    [one, other],
  );
  await change(
    `INSERT INTO absence (resource_id, starts_at, ends_at) VALUES ($1, '2026-12-10T00:00Z', '2026-12-29T00:00Z')`,
    [one],
  );
  await addResource(world, { kind: 'seat', audience: 'public' });
});
afterAll(async () => {
  await stranger.$disconnect();
  await closeDatabase();
});

const dayOf = (start: number) => instantOf(start).toZonedDateTimeISO(legalZone).toPlainDate();

/** All free starts, read and computed at once by somebody who knows nothing yet. */
async function allStarts(): Promise<FreeStart[]> {
  const question = await readQuestion({ service: 'pflegegrad', channel: 'video' }, stranger);
  if (question === null) throw new Error('Not offered');
  const from = stepFrom(question.now.epochMilliseconds);
  const places = await readPlaces(question, { from, to: from + horizon * 288 }, stranger);
  return places.flatMap(({ advisors, needs }) => freeTimes(timeRules(question), advisors, needs));
}

type Asked = Pick<FreeTimesQuestion, 'limit' | 'wholeDays' | 'from' | 'days' | 'partOfDay'>;

/** What is to be answered, from all starts by the words of the question alone. */
function expected(starts: readonly FreeStart[], { limit, wholeDays, from, days, partOfDay }: Asked) {
  const wanted = starts.filter(({ start }) => {
    const at = instantOf(start).toZonedDateTimeISO(legalZone);
    if (from !== undefined && Temporal.Instant.compare(at.toInstant(), from) < 0) return false;
    if (partOfDay !== undefined && at.hour < 12 !== (partOfDay === 'morning')) return false;
    const compare = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b);
    return days === undefined || (compare(at.toPlainDate(), days.from) >= 0 && compare(at.toPlainDate(), days.to) <= 0);
  });
  const named = [...new Set(wanted.map(({ start }) => dayOf(start).toString()))];
  const after = wholeDays === undefined ? undefined : named[wholeDays];
  const dayAfter = wanted.findIndex(({ start }) => dayOf(start).toString() === after);
  const enough = dayAfter < 0 ? Infinity : dayAfter + 1;
  const answered = wanted.slice(0, Math.min(limit, enough));
  const next = enough <= limit ? wanted[enough - 1] : wanted[limit];
  return {
    times: answered.map(({ start, advisorIds }) => ({ at: instantOf(start).toString(), advisorIds })),
    next: next === undefined ? null : instantOf(next.start).toString(),
  };
}

const aDay = fc
  .integer({ min: -2, max: horizon + 3 })
  .map((days) => tuesday.toZonedDateTimeISO(legalZone).toPlainDate().add({ days }));
const asked: fc.Arbitrary<Asked> = fc.record(
  {
    limit: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constant(Infinity)),
    wholeDays: fc.integer({ min: 1, max: 9 }),
    from: fc.integer({ min: -10, max: horizon * 24 * 12 }).map((steps) => tuesday.add({ minutes: steps * 5 })),
    days: fc
      .tuple(aDay, aDay)
      .map(([a, b]) => (Temporal.PlainDate.compare(a, b) <= 0 ? { from: a, to: b } : { from: b, to: a })),
    partOfDay: fc.constantFrom('morning' as const, 'afternoon' as const),
  },
  { requiredKeys: ['limit'] },
);
/** Between two questions somebody takes a time (one of those that are free) or gives one back, or time goes by. */
const meanwhile = fc.oneof(
  fc.constantFrom('nothing' as const, 'given back' as const, 'later' as const),
  fc.record({ takes: fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }) }),
);

describe('free times are the same however they are asked for (BK10, BK14, PF4)', () => {
  it('in growing windows, with claims read along with the rules, as all at once', async () => {
    let now = tuesday;
    const held: string[] = [];
    await fc.assert(
      fc.asyncProperty(meanwhile, asked, async (event, question) => {
        if (event === 'later') await setClock((now = now.add({ minutes: 7 })));
        if (event === 'given back') await change('DELETE FROM appointment WHERE id = $1', [held.shift() ?? null]);
        if (typeof event === 'object') {
          for (const which of event.takes) {
            const free = await allStarts();
            const wanted = free[which % free.length];
            if (wanted !== undefined) held.push((await hold(instantOf(wanted.start))).appointmentId);
          }
        }
        const starts = await allStarts();
        const found = await listFreeTimes({ service: 'pflegegrad', channel: 'video', ...question }, db());
        if (!found.ok) throw new Error('Not offered');
        expect({
          times: found.times.map(({ startsAt, advisors }) => ({
            at: startsAt.toString(),
            advisorIds: advisors.map(({ id }) => id),
          })),
          next: found.next?.toString() ?? null,
        }).toEqual(expected(starts, question));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('between any two steps, with what reaches over them', async () => {
    const question = await readQuestion({ service: 'pflegegrad', channel: 'video' }, stranger);
    if (question === null) throw new Error('Not offered');
    const starts = await allStarts();
    const steps = starts.map(({ start }) => start);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...steps),
        fc.nat(2000),
        fc.integer({ min: -9, max: 9 }),
        async (from, length, off) => {
          const span = { from: from + off, to: from + off + length };
          const found = await findFreeStarts(question, span, stranger);
          expect(found).toEqual(starts.filter(({ start }) => start >= span.from && start < span.to));
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
