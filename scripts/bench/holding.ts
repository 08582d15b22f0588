import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { stepFrom } from '#lib/booking/core/steps.ts';
import { insertHold, type NewHold } from '#lib/booking/hold/hold.sql.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { BenchDatabase } from './database.ts';
import type { Figure } from './figure.ts';
import { medianOf, runPair } from './pairs.ts';
import { pastSizes, type World } from './world.ts';

export const holdingRow = 'one holding statement';

const reach = 0.5;
const amount = 2000;
/** As many as the product's pool has */
const connections = 10;

/** `insertHold` as the product calls it, against the very same statement prepared once a connection and repeated by the bare driver. */
export async function* measureHolding(world: World): AsyncGenerator<Figure> {
  const [server, large] = [await world.server(), await world.large(pastSizes.few)];
  const database = openDatabase(large.url('web'));
  const pool = new pg.Pool({ connectionString: large.url('web'), max: connections });
  // Whoever is idle when the server ends says so; nobody waits for them.
  pool.on('error', () => undefined);
  const owner = new pg.Client({ connectionString: large.url('migrate') });
  await owner.connect();
  let holds: NewHold[] = [];
  let statements: { text: string; values: unknown[] }[] = [];
  try {
    const pair = {
      rounds: 2,
      prepare: async () => {
        await owner.query("DELETE FROM appointment WHERE state = 'held'");
        holds = await newHolds(large);
        statements = await Promise.all(holds.map(statementOf));
      },
      ours: () =>
        atOnce(holds, async (hold) => {
          const outcome = await insertHold(hold, database);
          if (!outcome.held) throw new Error('Not held');
        }),
      bare: () =>
        atOnce(statements, async (statement) => {
          await pool.query({ name: 'hold', ...statement });
        }),
      check: async () => {
        const { rows } = await owner.query<{ held: number }>(
          `SELECT count(*)::int AS held FROM appointment JOIN claim ON appointment_id = appointment.id WHERE state = 'held'`,
        );
        if (rows[0]?.held !== amount) throw new Error(`${rows[0]?.held ?? 0} of ${amount} are held`);
      },
    };
    const { ours, bare, ratio, cpuRatio } = await runPair(pair, [server.pid]);
    await owner.query("DELETE FROM appointment WHERE state = 'held'");
    const side = (costs: typeof ours) =>
      `${(amount / (medianOf(costs, 'milliseconds') / 1000)).toFixed(0)}/s, ${((medianOf(costs, 'cpu') / amount) * 1000).toFixed(2)} CPU ms each`;
    yield {
      what: holdingRow,
      against: 'the same, prepared, by the bare driver',
      ours: side(ours),
      bare: side(bare),
      measured: `${ratio.toFixed(2)} of its speed (CPU ${cpuRatio.toFixed(2)})`,
      reach: `≥ ${reach}`,
      reached: ratio >= reach,
      wouldHaveToChange: 'Less around the statement: its name, its parameters and the check of its row.',
    };
  } finally {
    await Promise.all([owner.end(), pool.end(), database.$disconnect()]);
  }
}

async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

/** Times of the coming year that nobody has, two of each advisor. */
async function newHolds(large: BenchDatabase): Promise<NewHold[]> {
  const client = new pg.Client({ connectionString: large.url('web') });
  await client.connect();
  try {
    const { rows } = await client.query<{ advisor: string; center: string; version: number; service: string }>(
      `SELECT r.id AS advisor, c.id AS center, c.calendar_version AS version, s.id AS service
       FROM resource r JOIN service_center c ON c.id = r.service_center_id, service s
       WHERE r.kind = 'advisor' AND s.slug = 'beratung' ORDER BY r.id`,
    );
    const first = stepFrom(Date.now()) + 200 * 288;
    return Array.from({ length: amount }, (_, i): NewHold => {
      const row = rows[i % rows.length];
      if (row === undefined) throw new Error('Nobody is there');
      const from = first + 6 * Math.floor(i / rows.length);
      const startsAt = Temporal.Instant.fromEpochMilliseconds(from * 300_000);
      return {
        id: randomUUID(),
        serviceId: row.service,
        furtherIds: [],
        center: { id: row.center, calendarVersion: row.version },
        advisorId: row.advisor,
        channel: 'video',
        startsAt,
        endsAt: startsAt.add({ minutes: 30 }),
        claim: { from, to: from + 6 },
        browserHash: new Uint8Array(randomBytes(32)),
        locale: 'de',
        minutes: 10,
      };
    });
  } finally {
    await client.end();
  }
}

/** What `insertHold` would send. */
async function statementOf(hold: NewHold): Promise<{ text: string; values: unknown[] }> {
  let sent: { text: string; values: unknown[] } | undefined;
  const $queryRaw = ({ text, values }: Prisma.Sql) => {
    sent = { text, values: values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value)) };
    return Promise.resolve([{ current: true, expiresAt: '0' }]);
  };
  await insertHold(hold, { $queryRaw } as unknown as Parameters<typeof insertHold>[1]);
  if (sent === undefined) throw new Error('Nothing was sent');
  return sent;
}
