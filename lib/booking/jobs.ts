import type { Job } from '#lib/platform/jobs.ts';
import { destroyDataKeys } from './data-key.ts';
import { openDueReopenings } from './reopening.sql.ts';
import { sweepExpiredDrafts, sweepExpiredHolds } from './sweep.sql.ts';

/** Rows go before their keys here: a key that went first would take a hold with it that is just being confirmed. */
export const jobs: readonly Job[] = [
  {
    name: 'booking:sweep-holds',
    cron: '*/10 * * * * *',
    async run(database) {
      const swept = await sweepExpiredHolds(database);
      return { holds: swept.length, keys: await destroyDataKeys(swept) };
    },
  },
  {
    name: 'booking:sweep-drafts',
    cron: '0 * * * * *',
    async run(database) {
      const swept = await sweepExpiredDrafts(database);
      return { drafts: swept.length, keys: await destroyDataKeys(swept) };
    },
  },
  {
    name: 'booking:open-reopenings',
    cron: '30 * * * * *',
    async run(database) {
      return { opened: await database.$transaction((tx) => openDueReopenings(tx)) };
    },
  },
];
