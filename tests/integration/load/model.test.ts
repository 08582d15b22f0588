import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, type Database, db, openDatabase } from '#lib/platform/db.ts';
import { makeWorld, tuesday } from '#tests/integration/booking/world.ts';
import { BookingModel, minute } from '#tests/load/booking-model.ts';
import { rewritten } from '#tests/load/mutants/mutant.ts';
import { newSeed, seededRandom } from '#tests/load/random.ts';
import { keptSeeds } from '#tests/load/seeds.ts';
import { openThroughWeather, type Replacement, type Weather } from '#tests/load/wire.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { bookingCommands } from './booking-commands.ts';
import { changeDeadline, type RealBooking, slotStart } from './real-booking.ts';

/** LOAD_SEED=… repeats a run. */
const seed = Number(process.env['LOAD_SEED'] ?? newSeed());
const scheduler = openDatabase(databaseUrl('scheduler'));
const owner = openDatabase(databaseUrl('migrate'));

afterAll(async () => {
  await Promise.all([scheduler, owner].map((pool) => pool.$disconnect()));
  await closeDatabase();
});

const groupService = {
  slug: 'gruppe',
  nameDe: 'Gruppe',
  nameEn: 'Group',
  descriptionDe: '',
  descriptionEn: '',
  duration: 30,
  leadTime: 5,
  horizonDays: 42,
  channels: ['on_site' as const],
  groupSize: 4,
};
const calm: Weather = { random: seededRandom(0), pause: 0, slowCommits: 0, losses: 0, crossroads: [] };

/** Walks many ways, each through an empty database. @returns what was granted on them */
async function walk(ways: { seed: number; numRuns: number; endOnFailure?: boolean }, web: Database): Promise<string[]> {
  const granted = new Set<string>();
  const start = async (): Promise<{ model: BookingModel; real: RealBooking }> => {
    await emptyTables();
    await setClock(tuesday);
    const { advisors } = await makeWorld({ advisors: 2 });
    await owner.service.updateMany({ data: { changeDeadline } });
    const { id: groupServiceId } = await owner.service.create({ data: groupService });
    const tokens = [randomToken(), randomToken()];
    return {
      model: new BookingModel(
        tuesday.epochMilliseconds,
        (slot) => slotStart(slot).epochMilliseconds - changeDeadline * minute,
      ),
      real: { advisors, groupServiceId, web, scheduler, owner, tokens, changing: new Map(), granted },
    };
  };
  await fc.assert(
    fc.asyncProperty(bookingCommands, async (commands) => fc.asyncModelRun(start, commands)),
    ways,
  );
  return [...granted].toSorted();
}

/** A product in which one statement has a wrong form. */
const wrongForms: [string, Replacement, number][] = [
  [
    'a release that frees nothing',
    {
      of: 'DELETE FROM appointment WHERE browser_hash = ',
      by: (query, run) => run(rewritten(query, "state = 'held'", "state = 'held' AND false")),
    },
    1,
  ],
  [
    'a cancelled appointment that keeps its time',
    {
      of: 'INSERT INTO reopening (appointment_id',
      by: (query, run) => run(rewritten(query, 'claim.appointment_id = ', 'false AND claim.appointment_id = ')),
    },
    2,
  ],
  [
    'an undone cancellation that asks for no hours',
    {
      of: 'FROM claim JOIN reopening ON reopening.id = claim.reopening_id',
      by: (query, run) => run(rewritten(query, 'claim.start_step::int AS "from"', '0 AS "from"')),
    },
    3,
  ],
];

describe('any way through a booking ends as the model says (BK4, BK5, BK6, BK14, OR2, OR4)', () => {
  it('over hold, confirm, move, cancel, undo, switch, blocks, absences, change of hours and jumps of the clock', async () => {
    const granted = await walk({ seed: keptSeeds[0] ?? 1, numRuns: 16, endOnFailure: true }, db());
    expect(granted).toEqual([
      'block',
      'cancel',
      'confirm',
      'extend',
      'hold',
      'hold a move',
      'move',
      'open',
      'release',
      'submit',
      'switch',
      'undo',
    ]);
  }, 300_000);

  it(`on ways that nobody has walked yet, seed ${seed}`, async () => {
    process.stdout.write(`model: seed ${seed}\n`);
    expect(await walk({ seed, numRuns: 10, endOnFailure: true }, db())).toContain('hold');
  }, 300_000);

  it.each(wrongForms)(
    'and %s is found',
    async (_, replacement, start) => {
      const wrong = openThroughWeather(databaseUrl('web'), calm, replacement);
      const ways = { seed: start, numRuns: 60, endOnFailure: true };
      await expect(walk(ways, wrong.database)).rejects.toThrow('Property failed');
      expect(wrong.replaced()).toBeGreaterThan(0);
      await wrong.database.$disconnect();
    },
    300_000,
  );
});
