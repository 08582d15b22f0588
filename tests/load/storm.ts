import { setTimeout as sleep } from 'node:timers/promises';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { withClient } from '#prisma/roles.ts';
import { makeWorld, tuesday } from '#tests/integration/booking/world.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { changeSomeHours, latestEnd, lookAround, moveClock, sweep } from './disturbances.ts';
import { openHistory } from './history.ts';
import { limits } from './limits.ts';
import { openMember, type StormWorld } from './member.ts';
import type { Mutant } from './mutants/mutant.ts';
import { seededRandom } from './random.ts';
import { readSnapshot, seenMails } from './snapshot.ts';
import { startStormClock } from './storm-clock.ts';
import type { Given } from './violation.ts';
import { openThroughWeather, type Weather } from './wire.ts';

/** Two days ahead of the clock, so that no jump reaches it. */
const firstStart = tuesday.add({ hours: 48 });

export interface StormOptions {
  seed: number;
  members: number;
  /** What each member does, one after the other */
  steps: number;
  mutant?: Mutant;
  /** Where the history is written while it happens */
  file?: string;
}

export interface StormResult extends Given {
  /** How often a mutant's statement ran in the place of the product's */
  replaced: number;
}

/**
 * Members who want the same times at the same moment, over two processes, while holds expire, the sweep runs, hours
 * change and lines break; then all come to rest, the outbox is drained, and what is there is read. Empties the tables
 * of this test file's database. The same seed draws the same wishes; who comes first is the machine's.
 */
export async function runStorm({ seed, members, steps, mutant, file }: StormOptions): Promise<StormResult> {
  const random = seededRandom(seed);
  await emptyTables();
  mailbox.clear();
  const { advisors } = await makeWorld({ advisors: 3 });
  // Alternatives are sought within the horizon; a short one leaves time for what is tried here.
  await withClient(databaseUrl('migrate'), (client) => client.query('UPDATE service SET horizon_days = 5'));
  const clock = await startStormClock(tuesday, databaseUrl('migrate'));
  const gusts = random.branch();
  let sweeping: Promise<unknown> = Promise.resolve();
  const weather: Weather = {
    random: random.branch(),
    pause: 5,
    slowCommits: 0.4,
    losses: 0.02,
    crossroads: [
      { of: 'INSERT INTO claim', pause: 60 },
      { of: "SET state = 'confirmed'", pause: 30 },
      { of: 'INSERT INTO reopening', pause: 30 },
    ],
    // The code was right a moment ago, and now the hold has ended and nobody has swept it yet.
    beforeArriving: async ({ sql }) => {
      if (sql.includes("SET state = 'confirmed'") && gusts.chance(0.15)) await clock.jumpTo(latestEnd(recorder.events));
    },
    // The worst moment for a confirmation: it is written, its hold ends, and the sweep comes before it is committed.
    whileCommitting: async ({ sql }) => {
      if (!sql.includes("SET state = 'confirmed'") || gusts.chance(0.5)) return;
      await clock.jumpTo(latestEnd(recorder.events));
      sweeping = Promise.all([sweeping, sweep(world, scheduler.database)]);
      await sleep(60);
    },
  };
  const wires = [1, 2].map(() => openThroughWeather(databaseUrl('web'), weather, mutant?.replacement));
  const scheduler = openThroughWeather(databaseUrl('scheduler'), { ...weather, losses: 0 }, mutant?.replacement);
  const owner = openDatabase(databaseUrl('migrate'));
  const reader = openDatabase(databaseUrl('web'));
  const recorder = openHistory(clock, file);
  const hops = random.branch();
  let confirmed = 0;
  const world: StormWorld = {
    recorder,
    advisors,
    reader,
    process: () => hops.pick(wires).database,
    frontier: () => firstStart.add({ minutes: 15 * confirmed }),
    confirmed: () => {
      confirmed += 1;
    },
  };
  try {
    const crowd = Array.from({ length: members }, () => openMember(world, random.branch()));
    const chances = random.branch();
    const disturbances = [
      disturbEvery(4, () => sweep(world, scheduler.database)),
      disturbEvery(3, () => lookAround(world)),
      disturbEvery(8, () => changeSomeHours(world, owner, chances)),
      disturbEvery(14, () => moveClock(clock, recorder.events, chances)),
    ];
    await Promise.all(
      crowd.map(async (member) => {
        for (let step = 0; step < steps; step += 1) {
          for (const disturbance of disturbances) disturbance.tick();
          await member.step();
        }
      }),
    );
    await Promise.all([sweeping, ...disturbances.map(({ rest }) => rest())]);
    await drainOutbox();
    return {
      history: recorder.events,
      snapshot: await readSnapshot(reader, keyStore()),
      mails: seenMails(mailbox.all()),
      limits,
      replaced: [...wires, scheduler].reduce((sum, wire) => sum + wire.replaced(), 0),
    };
  } finally {
    await Promise.all([...wires, scheduler].map((wire) => wire.database.$disconnect()));
    await Promise.all([owner, reader].map((pool) => pool.$disconnect()));
  }
}

/** Something that happens beside every so many steps of all members: so it does on slow machines and on fast ones. */
function disturbEvery(steps: number, act: () => Promise<void>): { tick: () => void; rest: () => Promise<void> } {
  let ticks = 0;
  let going: Promise<void> | undefined;
  return {
    tick: () => {
      ticks += 1;
      if (ticks % steps !== 0 || going !== undefined) return;
      going = act().finally(() => {
        going = undefined;
      });
    },
    rest: async () => going,
  };
}

/** Sends everything that waits. @throws when something cannot be sent */
async function drainOutbox(): Promise<void> {
  const database = openDatabase(databaseUrl('scheduler'));
  try {
    for (;;) {
      const { sent, failed, postponed } = await sendOutbox(database);
      if (postponed > 0) throw new Error('The mail server took something not at once');
      if (sent + failed === 0) return;
    }
  } finally {
    await database.$disconnect();
  }
}
