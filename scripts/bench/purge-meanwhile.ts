import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '#lib/platform/db.ts';
import { directoryKeyStore } from '#lib/platform/keys.ts';
import { retentionRules } from '#lib/privacy/gather-retention.ts';
import { purge } from '#lib/privacy/purge.ts';
import type { Figure } from './figure.ts';
import { quantile } from './pairs.ts';
import { expiredAuditEntries } from './purge.ts';
import { freeTargets, holdRequest, type Target } from './targets.ts';
import { pastSizes, type World } from './world.ts';

export const purgeMeanwhileRow = 'purge, holds over HTTP meanwhile, p99';

const reach = 1.5;
const rounds = 3;
/** Two people at once: what is asked is how long one waits, not how many can. */
const people = 2;
const least = 200;

/** How long members wait for a hold while a purge runs on the same database, against no purge. */
export async function* measurePurgeMeanwhile(world: World): AsyncGenerator<Figure> {
  const [server, large] = [await world.server(), await world.large(pastSizes.few)];
  const product = await world.product();
  const owner = new pg.Client({ connectionString: large.url('migrate') });
  await owner.connect();
  const database = openDatabase(large.url('scheduler'));
  const keys = directoryKeyStore(`${server.folder}/keys`);
  const rules = retentionRules().filter(({ model, goes }) => model === 'AuditEntry' && goes === 'row');
  const targets = await freeTargets(large, 6000);
  try {
    const quietly = async (): Promise<number[]> => {
      const waits = await hold(product.urls, targets, (count) => count < least);
      await owner.query("DELETE FROM appointment WHERE state = 'held'");
      return waits;
    };
    const meanwhile = async (): Promise<number[]> => {
      await owner.query(expiredAuditEntries(300_000));
      // Writing what is to be purged is not what members wait for.
      await owner.query('VACUUM ANALYZE audit_entry');
      await setTimeout(2000);
      let going = true;
      const purging = purge(database, { keys, rules: () => rules }).finally(() => {
        going = false;
      });
      const waits = await hold(product.urls, targets, () => going);
      const { removed } = await purging;
      if (removed['AuditEntry'] !== 300_000) throw new Error('Not all was purged');
      await owner.query("DELETE FROM appointment WHERE state = 'held'");
      return waits;
    };
    await quietly();
    await meanwhile();
    const quiet: number[] = [];
    const purged: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      quiet.push(...(await quietly()));
      purged.push(...(await meanwhile()));
    }
    const p99 = (waits: number[]) => quantile(waits, 0.99);
    const side = (waits: number[]) =>
      `${p99(waits).toFixed(1)} ms (median ${quantile(waits, 0.5).toFixed(1)}, ${waits.length} holds)`;
    const ratio = p99(purged) / p99(quiet);
    yield {
      what: purgeMeanwhileRow,
      against: 'the same without a purge',
      ours: side(purged),
      bare: side(quiet),
      measured: `${ratio.toFixed(2)}×`,
      reach: `≤ ${reach}×`,
      reached: ratio <= reach,
      wouldHaveToChange:
        'Pauses between batches, or a core for the database alone: smaller batches take longer and gain little.',
    };
  } finally {
    await Promise.all([owner.end(), database.$disconnect()]);
  }
}

/** People who hold one time after the other. @returns how long each had to wait, in milliseconds */
async function hold(urls: readonly string[], targets: Target[], goesOn: (count: number) => boolean): Promise<number[]> {
  const waits: number[] = [];
  await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      while (goesOn(waits.length)) {
        const target = targets.pop();
        if (target === undefined) throw new Error('Nothing is free any more');
        const { path, method, headers, body } = holdRequest({ center: target.center, startsAt: target.startsAt });
        const before = performance.now();
        const response = await fetch(new URL(path, urls[person % urls.length]), {
          method,
          ...(headers !== undefined && { headers }),
          ...(body !== undefined && { body }),
        });
        await response.arrayBuffer();
        waits.push(performance.now() - before);
        if (response.status !== 201) throw new Error(`A hold answers ${response.status}`);
      }
    }),
  );
  return waits;
}
