import pg from 'pg';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { instantOf, stepFrom } from '#lib/booking/core/steps.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { withClient } from '#prisma/roles.ts';
import type { BenchDatabase } from './database.ts';
import type { Figure } from './figure.ts';
import { quantile } from './pairs.ts';
import { pastSizes, type World } from './world.ts';

export const freeTimesRow = 'free times, center of 20 × 90 days, p99';

const days = 90;
const center = 'servicestelle-1';
/** Calls of each side at each size, beside those that warm it up */
const calls = 400;
const reach = { times: 3, flat: 1.5 };

interface Measured {
  ours: { p50: number; p99: number };
  bare: { p50: number; p99: number };
  times: number;
}

/** Our function as the pages call it, against the claims alone read by the bare driver. */
export async function* measureFreeTimes(world: World): AsyncGenerator<Figure> {
  const few = await measureAt(await world.large(pastSizes.few));
  const many = await measureAt(await world.large(pastSizes.many));
  const ratio = many.ours.p99 / many.bare.p99;
  const flat = many.ours.p99 / few.ours.p99;
  const side = ({ p50, p99 }: Measured['ours']) => `${p99.toFixed(1)} ms (median ${p50.toFixed(1)})`;
  yield {
    what: freeTimesRow,
    against: 'the same claims read by the bare driver',
    ours: side(many.ours),
    bare: side(many.bare),
    measured: `${ratio.toFixed(2)}×; ${flat.toFixed(2)}× from 3,000 to 300,000 past appointments`,
    reach: `≤ ${reach.times}×, flat (≤ ${reach.flat}×)`,
    reached: ratio <= reach.times && flat <= reach.flat,
    notes: [
      `${many.times.toLocaleString('en')} free times; with 3,000 past appointments ours ${side(few.ours)}, bare ${side(few.bare)}`,
    ],
    wouldHaveToChange:
      'Expanding hours and merging claims would have to leave JavaScript, or be kept from call to call.',
  };
}

async function measureAt(large: BenchDatabase): Promise<Measured> {
  // The product books 60 days ahead at most; the row is about 90.
  await withClient(large.url('migrate'), async (owner) => {
    await owner.query('ALTER TABLE service DROP CONSTRAINT IF EXISTS service_horizon');
    await owner.query(`UPDATE service SET horizon_days = ${days} WHERE slug = 'beratung'`);
  });
  const database = openDatabase(large.url('web'));
  const client = new pg.Client({ connectionString: large.url('web') });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `SELECT r.id FROM resource r JOIN service_center c ON c.id = r.service_center_id
       WHERE c.slug = '${center}' AND r.kind = 'advisor'`,
    );
    const advisors = rows.map(({ id }) => id);
    if (advisors.length !== 20) throw new Error(`${advisors.length} advisors in place of 20`);
    const now = stepFrom(Date.now());
    let times = 0;
    let asked = 0;
    const ours = async () => {
      // Another span each time: nothing that was computed for the last one can be used again.
      asked += 1;
      const from = instantOf(now + (asked % 250));
      const question = { service: 'beratung', channel: 'video', center, from, limit: Infinity } as const;
      const found = await listFreeTimes(question, database);
      times = found.ok ? found.times.length : 0;
    };
    const bare = async () => {
      await client.query({ name: 'claims', text: claimsOf, values: [advisors, now, now + days * 288] });
    };
    const [ofOurs, ofBare]: [number[], number[]] = [[], []];
    for (let call = -50; call < calls; call += 1) {
      for (const [side, costs] of call % 2 === 0
        ? ([
            [ours, ofOurs],
            [bare, ofBare],
          ] as const)
        : ([
            [bare, ofBare],
            [ours, ofOurs],
          ] as const)) {
        const before = performance.now();
        await side();
        if (call >= 0) costs.push(performance.now() - before);
      }
    }
    if (times === 0) throw new Error('Nothing is free');
    const quantiles = (costs: number[]) => ({ p50: quantile(costs, 0.5), p99: quantile(costs, 0.99) });
    return { ours: quantiles(ofOurs), bare: quantiles(ofBare), times };
  } finally {
    await Promise.all([client.end(), database.$disconnect()]);
  }
}

/** As the product reads them, one value per resource. */
const claimsOf = `
  SELECT resource.id::text, (
    SELECT string_agg(int4send(start_step) || int4send(end_step), ''::bytea ORDER BY start_step)
    FROM claim WHERE resource_id = resource.id AND start_step >= $2::int - 144 AND start_step < $3 AND end_step > $2
  ) AS packed
  FROM unnest($1::uuid[]) AS resource (id)`;
