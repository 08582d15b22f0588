import { type LoadResult, sendAll } from './load.ts';
import type { Figure } from './figure.ts';
import { median } from './pairs.ts';
import { emptyRoute } from './empty-app.ts';
import type { World } from './world.ts';

export const freeTimesHttpRow = 'free times over HTTP, one day of a center of 20';

const reach = 0.7;
const connections = 16;
/** Each run lasts so long */
const seconds = 2.5;
const rounds = 2;

/**
 * One day of one center, as a page or a program asks when somebody has chosen a day, against the handler of the same
 * server that answers at once: the API's for addresses that there are not. Both pass the framework and the guard; what
 * is compared is the work of the question. The barest application of the same Next.js, without guard, is a note.
 */
export async function* measureFreeTimesHttp(world: World): AsyncGenerator<Figure> {
  const [product, empty, { pid }] = [await world.product(), await world.empty(), await world.server()];
  const day = nextWorkday();
  const ask = async (
    urls: string[],
    pids: number[],
    path: string,
    status: number,
  ): Promise<LoadResult & { bytes: number }> => {
    let bytes = 0;
    const result = await sendAll({
      // One process answers: the other core is for who asks and for the database.
      urls: urls.slice(0, 1),
      connections,
      pids: [...pids.slice(0, 1), pid],
      requests: [{ method: 'GET', path }],
      seconds,
      answered: (_, got, body) => {
        if (got !== status) throw new Error(`${path} answers ${got}`);
        bytes = body.length;
      },
    });
    return { ...result, bytes };
  };
  const question = `/api/v1/free-times?service=beratung&channel=video&center=servicestelle-1&from=${day}&to=${day}`;
  const ours = () => ask(product.urls, product.pids, question, 200);
  const bare = () => ask(product.urls, product.pids, '/api/v1/nothing', 404);
  const barest = () => ask(empty.urls, empty.pids, emptyRoute, 200);
  const results = { ours: [await ours()], bare: [await bare()], barest: [await barest()] };
  for (const side of Object.values(results)) side.length = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['ours', 'bare', 'barest', 'barest', 'bare', 'ours'] as const)
      results[name].push(await { ours, bare, barest }[name]());
  }
  const rateOf = (name: keyof typeof results) => median(results[name].map(({ rate }) => rate));
  const cpuOf = (name: keyof typeof results) => median(results[name].map(({ cpu, count }) => cpu / count)) * 1000;
  const side = (name: keyof typeof results) => `${rateOf(name).toFixed(0)}/s, ${cpuOf(name).toFixed(2)} CPU ms each`;
  const ratio = rateOf('ours') / rateOf('bare');
  yield {
    what: freeTimesHttpRow,
    against: 'an empty handler of the same server',
    ours: side('ours'),
    bare: side('bare'),
    measured: `${ratio.toFixed(2)} of its throughput (CPU ${(cpuOf('bare') / cpuOf('ours')).toFixed(2)})`,
    reach: `≥ ${reach}`,
    reached: ratio >= reach,
    notes: [
      `p99 ${median(results.ours.map(({ p99 }) => p99)).toFixed(0)} ms at ${connections} at once, ${((results.ours[0]?.bytes ?? 0) / 1000).toFixed(1)} kB of JSON`,
      `an application that is nothing but an empty handler, without guard and headers: ${side('barest')}, ${(rateOf('ours') / rateOf('barest')).toFixed(2)} of its throughput`,
    ],
    wouldHaveToChange:
      'What is left is one statement (its answer in the database above all) and several kB of JSON: the claims of a center would have to be kept in the process, which must hear of each change before anybody asks.',
  };
}

/** A week from now or a little later: busy, and not full. */
function nextWorkday(): string {
  const day = new Date(Date.now() + 7 * 86_400_000);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
