/** A scheduler of its own process that runs one tick of the purge, slowly, so that a test can kill it in the middle. */
import { setTimeout } from 'node:timers/promises';
import { openDatabase } from '#lib/platform/db.ts';
import { directoryKeyStore } from '#lib/platform/keys.ts';
import { runTick } from '#lib/platform/jobs.ts';
import { Temporal } from '#lib/platform/time.ts';
import { purge } from '#lib/privacy/purge.ts';

const [url, keyFolder, tick] = process.argv.slice(2);
if (url === undefined || keyFolder === undefined || tick === undefined) throw new Error('purge-runner URL KEYS TICK');

const store = directoryKeyStore(keyFolder);
const slow = {
  ...store,
  destroyAll: async (refs: Parameters<typeof store.destroyAll>[0]) => {
    const count = await store.destroyAll(refs);
    await setTimeout(30);
    return count;
  },
};
const database = openDatabase(url);
await runTick(
  database,
  {
    name: 'privacy:purge',
    cron: '* * * * *',
    run: async (db) => ({ keysDestroyed: (await purge(db, { batch: 2, keys: slow })).keysDestroyed }),
  },
  Temporal.Instant.from(tick),
);
await database.$disconnect();
