import path from 'node:path';
import pg from 'pg';
import { person } from '#tests/setup/booking-journey.ts';
import { codesOf } from './codes.ts';
import type { Figure } from './figure.ts';
import { type LoadResult, sendAll, type Sent } from './load.ts';
import { median } from './pairs.ts';
import { freeTargets, holdRequest, type Target, writingHeaders } from './targets.ts';
import { pastSizes, type World } from './world.ts';

export const bookingRow = 'hold + confirm over HTTP, 2 web processes';

const reach = { ratio: 0.5, perSecond: 333 };
const amount = 500;
const rounds = 1;
const connections = 16;

/** What one run of bookings cost. */
interface Run {
  hold: LoadResult;
  contact: LoadResult;
  confirm: LoadResult;
}

/**
 * Members who each take a time of their own and confirm it, against as many posts to the handler of the same server that
 * answers at once. Own data and codes lie between, unmeasured in the ratio, and are part of what is projected.
 */
export async function* measureBooking(world: World): AsyncGenerator<Figure> {
  const [server, large] = [await world.server(), await world.large(pastSizes.few)];
  const product = await world.product();
  const all = { urls: product.urls, pids: [...product.pids, server.pid], connections };
  const targets = await freeTargets(large, amount * (1 + 2 * rounds));
  const owner = new pg.Client({ connectionString: large.url('migrate') });
  await owner.connect();
  try {
    const book = async (): Promise<Run> => {
      const run = await bookAll(all, targets.splice(0, amount), (ids) =>
        codesOf(owner, path.join(server.folder, 'keys'), ids),
      );
      await mustBeWhole(owner, run.confirmed);
      return run;
    };
    const post = {
      method: 'POST',
      path: '/api/v1/nothing',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    } as const;
    const bare = () => sendAll({ ...all, requests: Array.from({ length: 2 * amount }, (): Sent => post) });
    await book();
    await bare();
    const runs: Run[] = [];
    const bares: LoadResult[] = [];
    for (let round = 0; round < rounds; round += 1) {
      runs.push(await book());
      bares.push(await bare(), await bare());
      runs.push(await book());
    }
    const rate = median(runs.map(({ hold, confirm }) => (2 * amount) / (hold.seconds + confirm.seconds)));
    const bareRate = median(bares.map((one) => one.rate));
    const cpu = median(runs.map(({ hold, contact, confirm }) => (hold.cpu + contact.cpu + confirm.cpu) / amount));
    const cpuOf = (step: keyof Run) => ((median(runs.map((run) => run[step].cpu)) / amount) * 1000).toFixed(2);
    const p99Of = (step: keyof Run) => median(runs.map((run) => run[step].p99)).toFixed(0);
    const projected = 4 / cpu;
    const ratio = rate / bareRate;
    yield {
      what: bookingRow,
      against: 'an empty POST handler of the same server',
      ours: `${rate.toFixed(0)} posts/s`,
      bare: `${bareRate.toFixed(0)} posts/s, ${((median(bares.map((one) => one.cpu)) / amount / 2) * 1000).toFixed(2)} CPU ms each`,
      measured: `${ratio.toFixed(2)} of its throughput; ${projected.toFixed(0)} bookings/s on 4 cores; 0 violations`,
      reach: `≥ ${reach.ratio}; ≥ ${reach.perSecond}/s`,
      reached: ratio >= reach.ratio && projected >= reach.perSecond,
      notes: [
        `projected: 4 cores divided by the processor time of a whole booking (hold, own data, confirm), web processes and database together: ${(cpu * 1000).toFixed(2)} CPU ms`,
        `CPU ms of each: hold ${cpuOf('hold')}, own data ${cpuOf('contact')}, confirm ${cpuOf('confirm')}; p99 at ${connections} at once: ${p99Of('hold')}, ${p99Of('contact')}, ${p99Of('confirm')} ms`,
        `${amount * (runs.length + 1)} bookings: none overlaps another, each confirmed one has its row, its claim and its mail`,
      ],
      wouldHaveToChange: 'Fewer statements for each post, and statements past Prisma: docs/performance.md counts them.',
    };
  } finally {
    await owner.end();
  }
}

let people = 0;

/** An invented person like nobody before: one person has only so many bookings. */
function somebody(): Record<string, string> {
  people += 1;
  const letters = String(people).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
  return { ...person(people), lastName: `Müller ${letters}` };
}

type Where = Pick<Parameters<typeof sendAll>[0], 'urls' | 'pids' | 'connections'>;

async function bookAll(
  where: Where,
  targets: readonly Target[],
  codesOfAll: (ids: readonly string[]) => Promise<Map<string, string>>,
): Promise<Run & { confirmed: string[] }> {
  const held: { token: string; appointmentId: string }[] = [];
  const expect = (status: number) => (_: number, got: number, body: string) => {
    if (got !== status) throw new Error(`${got}: ${body}`);
  };
  const hold = await sendAll({
    ...where,
    requests: targets.map(({ center, startsAt }) => holdRequest({ center, startsAt })),
    answered: (index, status, body) => {
      expect(201)(index, status, body);
      held.push(JSON.parse(body) as (typeof held)[number]);
    },
  });
  const withToken = ({ token }: { token: string }, sent: Omit<Sent, 'headers'>): Sent => ({
    ...sent,
    headers: { ...writingHeaders(), authorization: `Bearer ${token}` },
  });
  const contact = await sendAll({
    ...where,
    requests: held.map((one) =>
      withToken(one, {
        method: 'POST',
        path: '/api/v1/hold/contact',
        body: JSON.stringify(somebody()),
      }),
    ),
    answered: expect(200),
  });
  const codes = await codesOfAll(held.map(({ appointmentId }) => appointmentId));
  const confirmed: string[] = [];
  const confirm = await sendAll({
    ...where,
    requests: held.map((one) =>
      withToken(one, {
        method: 'POST',
        path: '/api/v1/hold/confirmation',
        body: JSON.stringify({ code: codes.get(one.appointmentId) }),
      }),
    ),
    answered: (index, status, body) => {
      expect(200)(index, status, body);
      confirmed.push((JSON.parse(body) as { appointmentId: string }).appointmentId);
    },
  });
  return { hold, contact, confirm, confirmed };
}

/** @throws when two claims overlap, or one who was told "confirmed" has no row, no claim or no mail */
async function mustBeWhole(owner: pg.Client, confirmed: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ overlaps: number; whole: number }>(
    `SELECT (SELECT count(*)::int FROM claim a JOIN claim b ON a.resource_id = b.resource_id AND a.id < b.id
        AND b.start_step >= a.start_step - 144 AND b.start_step < a.end_step AND b.end_step > a.start_step
        WHERE a.appointment_id = ANY($1)) AS overlaps,
      (SELECT count(*)::int FROM appointment WHERE id = ANY($1) AND state = 'confirmed'
        AND (SELECT count(*) FROM claim WHERE appointment_id = appointment.id) = 1
        AND (SELECT count(*) FROM outbox_message WHERE appointment_id = appointment.id AND template = 'appointment-confirmed') = 1
      ) AS whole`,
    [confirmed],
  );
  const found = rows[0] ?? { overlaps: -1, whole: -1 };
  if (found.overlaps !== 0 || found.whole !== confirmed.length || confirmed.length !== amount)
    throw new Error(
      `VIOLATION: ${found.overlaps} overlaps, ${found.whole} of ${confirmed.length} confirmed ones whole`,
    );
}
