import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { cutOffSql, isExpired, type Keep, notExpired } from '#lib/platform/retention.ts';
import { appNow, Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl } from '#tests/setup/databases.ts';

const database = openDatabase(databaseUrl('web'));
afterAll(() => database.$disconnect());

const hour = 3_600_000;
const keeps: Keep[] = [
  'in-use',
  'until',
  { minutes: 10 },
  { minutes: 120 },
  { days: 2 },
  { days: 7 },
  { days: 30 },
  { days: 90 },
  { days: 365 },
];

/** Around the instant at which clocks change, around midnights in the legal zone, and anywhere. */
const instants = fc
  .oneof(
    fc
      .constantFrom('2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2027-03-28T01:00:00Z', '2027-10-31T01:00:00Z')
      .map(Date.parse),
    fc
      .constantFrom('2026-03-28T23:00:00Z', '2026-10-24T22:00:00Z', '2026-12-31T23:00:00Z', '2028-02-29T23:00:00Z')
      .map(Date.parse),
    fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2029-01-01T00:00:00Z') }),
  )
  .chain((base) =>
    fc.integer({ min: -36 * hour, max: 36 * hour }).map((shift) => base + (shift % 7 === 0 ? 0 : shift)),
  );

/** Starts near the place where each clock would end, so that both answers are common. */
const startsBefore = (now: number, keep: Keep) => {
  const length = typeof keep === 'string' ? 0 : 'minutes' in keep ? keep.minutes * 60_000 : (keep.days - 1) * 24 * hour;
  const width = typeof keep === 'string' || 'minutes' in keep ? 3 : 30 * hour;
  return fc
    .array(fc.integer({ min: -width, max: width }), { minLength: 20, maxLength: 20 })
    .map((shifts) => shifts.map((shift) => now - length + shift));
};

const cases = instants.chain((now) =>
  fc.constantFrom(...keeps).chain((keep) => startsBefore(now, keep).map((starts) => ({ now, keep, starts }))),
);

describe('the read filter in SQL and the pure function (DP5)', () => {
  it('agree at every instant, clock-change days included', async () => {
    let expired = 0;
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ now, keep, starts }) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(now);
        await setClock(instant);
        const texts = starts.map((start) => new Date(start).toISOString());
        const rows = await database.$queryRaw<{ expired: boolean }[]>`
          SELECT start < ${cutOffSql(keep)} AS expired
          FROM unnest(${texts}::text[]) WITH ORDINALITY AS given(word, place), LATERAL (SELECT word::timestamptz AS start) AS read
          ORDER BY place`;
        const expected = starts.map((start) => isExpired(keep, Temporal.Instant.fromEpochMilliseconds(start), instant));
        expect(rows.map((row) => row.expired)).toEqual(expected);
        const filter = notExpired(keep, instant).gte?.getTime() ?? Number.NEGATIVE_INFINITY;
        expect(starts.map((start) => !(start >= filter))).toEqual(expected);
        expired += expected.filter(Boolean).length;
        kept += expected.filter((value) => !value).length;
      }),
      { numRuns: 300 },
    );
    // Both answers were really asked for.
    expect(Math.min(expired, kept)).toBeGreaterThan(500);
  });

  it('agree between the milliseconds that the database counts in microseconds', async () => {
    await setClock('2026-11-22T10:00:00.000600Z');
    const now = await appNow(database);
    const start = Temporal.Instant.from('2026-11-22T09:50:00.001Z');
    const [row] = await database.$queryRaw<{ expired: boolean }[]>(
      Prisma.sql`SELECT ${start.toString()}::timestamptz < ${cutOffSql({ minutes: 10 })} AS expired`,
    );
    expect(row?.expired).toBe(isExpired({ minutes: 10 }, start, now));
  });
});
