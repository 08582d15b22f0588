import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openApiClient } from '#tests/setup/api-client.ts';
import { person } from '#tests/setup/booking-journey.ts';
import { withClient } from '#prisma/roles.ts';
import { codesOf } from './codes.ts';
import type { Figure } from './figure.ts';
import { freeTargets } from './targets.ts';
import { startProduct } from './web.ts';
import { pastSizes, type World } from './world.ts';

export const statementsRow = 'statements of each page and request';

const choice = 'leistung=beratung&kanal=video';
const pages: Record<string, string> = {
  '/termin': '/termin',
  '/termin/weg': '/termin/weg?leistung=beratung',
  '/termin/zeit': `/termin/zeit?${choice}`,
  '/termin/monat': `/termin/monat?${choice}`,
};

/** Counts what the database is asked for each page and request, in its own log. A figure to know, without a mark. */
export async function* measureStatements(world: World): AsyncGenerator<Figure> {
  const [server, large] = [await world.server(), await world.large(pastSizes.few)];
  const logging = (value: string) =>
    withClient(server.superuserUrl, (client) => client.query(`ALTER ROLE sprechzeit_web IN DATABASE large ${value}`));
  // New connections take the setting over: those of a process of its own.
  await logging("SET log_statement = 'all'");
  const product = await startProduct(server, large, 1, world.say);
  const owner = new pg.Client({ connectionString: large.url('migrate') });
  await owner.connect();
  try {
    const log = path.join(server.folder, 'postgres.log');
    const countIn = (text: string) => text.match(/ LOG: {2}(execute|statement)/g)?.length ?? 0;
    const counted = async <T>(work: () => Promise<T>): Promise<{ count: number; result: T }> => {
      const before = readFileSync(log, 'utf8').length;
      const result = await work();
      return { count: countIn(readFileSync(log, 'utf8').slice(before)), result };
    };
    const origin = product.urls[0] ?? '';
    const counts: Record<string, number> = {};
    for (const [name, address] of Object.entries(pages)) {
      const look = async () => {
        const response = await fetch(new URL(address, origin));
        if (response.status !== 200) throw new Error(`${address} answers ${response.status}`);
        await response.text();
      };
      // What a process keeps of the rules is there the second time.
      await look();
      counts[name] = (await counted(look)).count;
    }
    // The second booking of a place finds its rules known.
    const targets = await freeTargets(large, 51);
    for (const { center, startsAt } of targets.filter((target) => target.center === targets[0]?.center)) {
      const day = startsAt.slice(0, 10);
      const query = { service: 'beratung', channel: 'video', center, from: day, to: day };
      const stranger = openApiClient(() => origin);
      counts['GET free-times'] = (await counted(() => stranger.send('listFreeTimes', { query }))).count;
      const body = { service: 'beratung', channel: 'video', center, startsAt };
      const held = await counted(() => fetchHold(origin, body));
      counts['POST hold'] = held.count;
      const client = openApiClient(() => origin, held.result.token);
      const contact = await counted(() => client.send('submitContact', { body: { ...person(1), lastName: 'Müller' } }));
      counts['POST hold/contact'] = contact.count;
      const codes = await codesOf(owner, path.join(server.folder, 'keys'), [held.result.appointmentId]);
      const confirmed = await counted(() =>
        client.send('confirmAppointment', { body: { code: codes.get(held.result.appointmentId) } }),
      );
      counts['POST hold/confirmation'] = confirmed.count;
      if (!contact.result.ok || !confirmed.result.ok) throw new Error('The booking was refused');
    }
    yield {
      what: statementsRow,
      against: '–',
      ours: Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
      bare: '–',
      measured: 'counted',
      reach: '–',
      reached: true,
      wouldHaveToChange: '',
    };
  } finally {
    await owner.end();
    await product.stop();
    await logging('RESET log_statement');
  }
}

/** As somebody who has no token yet. */
async function fetchHold(origin: string, body: unknown): Promise<{ token: string; appointmentId: string }> {
  const response = await fetch(new URL('/api/v1/hold', origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`A hold answers ${response.status}`);
  return (await response.json()) as { token: string; appointmentId: string };
}
