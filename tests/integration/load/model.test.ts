import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, type Database, db, openDatabase } from '#lib/platform/db.ts';
import { makeWorld, tuesday } from '#tests/integration/booking/world.ts';
import { BookingModel } from '#tests/load/booking-model.ts';
import { rewritten } from '#tests/load/mutants/mutant.ts';
import { newSeed, seededRandom } from '#tests/load/random.ts';
import { keptSeeds } from '#tests/load/seeds.ts';
import { openThroughWeather, type Weather } from '#tests/load/wire.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { bookingCommands, type RealBooking } from './booking-commands.ts';

/** LOAD_SEED=… repeats a run. */
const seed = Number(process.env['LOAD_SEED'] ?? newSeed());
const scheduler = openDatabase(databaseUrl('scheduler'));
const owner = openDatabase(databaseUrl('migrate'));

afterAll(async () => {
  await Promise.all([scheduler, owner].map((pool) => pool.$disconnect()));
  await closeDatabase();
});

const calm: Weather = { random: seededRandom(0), pause: 0, slowCommits: 0, losses: 0, crossroads: [] };

/** Walks many ways, each through an empty database. @returns what was granted on them */
async function walk(ways: { seed: number; numRuns: number }, web: Database): Promise<string[]> {
  const granted = new Set<string>();
  const start = async (): Promise<{ model: BookingModel; real: RealBooking }> => {
    await emptyTables();
    await setClock(tuesday);
    const { advisors } = await makeWorld({ advisors: 2 });
    const tokens = [randomToken(), randomToken()];
    return {
      model: new BookingModel(tuesday.epochMilliseconds),
      real: { advisors, web, scheduler, owner, tokens, granted },
    };
  };
  await fc.assert(
    fc.asyncProperty(bookingCommands, async (commands) => fc.asyncModelRun(start, commands)),
    ways,
  );
  return [...granted].toSorted();
}

describe('any way through a booking ends as the model says (BK4, BK5, BK14, OR4)', () => {
  it('over hold, extend, submit, confirm, release, sweep, jumps of the clock and change of hours', async () => {
    const granted = await walk({ seed: keptSeeds[0] ?? 1, numRuns: 16 }, db());
    expect(granted).toEqual(['confirm', 'extend', 'hold', 'release', 'submit']);
  }, 300_000);

  it(`on ways that nobody has walked yet, seed ${seed}`, async () => {
    process.stdout.write(`model: seed ${seed}\n`);
    expect(await walk({ seed, numRuns: 16 }, db())).toContain('hold');
  }, 300_000);

  it('and a release that frees nothing is found', async () => {
    const wrong = openThroughWeather(databaseUrl('web'), calm, {
      of: 'DELETE FROM appointment WHERE browser_hash = ',
      by: (query, run) => run(rewritten(query, "state = 'held'", "state = 'held' AND false")),
    });
    await expect(walk({ seed: 1, numRuns: 20 }, wrong.database)).rejects.toThrow('Property failed');
    expect(wrong.replaced()).toBeGreaterThan(0);
    await wrong.database.$disconnect();
  }, 300_000);
});
