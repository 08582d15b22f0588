import pg from 'pg';
import type { Figure } from './figure.ts';
import { sendAll } from './load.ts';
import { freeTargets, holdRequest } from './targets.ts';
import { pastSizes, type World } from './world.ts';

export const oneTimeRow = '500 people, one time';

const people = 500;

/** All at once, over two processes, want the same time of the same advisor. */
export async function* measureOneTime(world: World): AsyncGenerator<Figure> {
  const large = await world.large(pastSizes.few);
  const [product, { pid }] = [await world.product(), await world.server()];
  const target = (await freeTargets(large, 3000)).at(-1);
  if (target === undefined) throw new Error('Nothing is free');
  const owner = new pg.Client({ connectionString: large.url('migrate') });
  await owner.connect();
  try {
    const got: string[] = [];
    let withAlternatives = 0;
    const result = await sendAll({
      urls: product.urls,
      pids: [...product.pids, pid],
      connections: people,
      requests: Array.from({ length: people }, () => holdRequest(target)),
      answered: (_, status, body) => {
        const answer = JSON.parse(body) as { appointmentId?: string; alternatives?: unknown[] };
        if (status === 201 && answer.appointmentId !== undefined) got.push(answer.appointmentId);
        if (status === 409 && (answer.alternatives?.length ?? 0) > 0) withAlternatives += 1;
      },
    });
    const { rows } = await owner.query<{ id: string }>(
      `SELECT appointment_id AS id FROM claim JOIN appointment a ON a.id = appointment_id
       WHERE resource_id = $1 AND a.starts_at = $2`,
      [target.advisor, target.startsAt],
    );
    const same = rows.length === 1 && got.length === 1 && rows[0]?.id === got[0];
    yield {
      what: oneTimeRow,
      against: '–',
      ours: `all answered in ${result.seconds.toFixed(2)} s`,
      bare: '–',
      measured: `${got.length} holds it, ${withAlternatives} get alternatives, no 5xx`,
      reach: `1, ${people - 1}, none`,
      reached: same && withAlternatives === people - 1,
      wouldHaveToChange: 'Whoever comes too late must always be given other times.',
    };
  } finally {
    await owner.end();
  }
}
