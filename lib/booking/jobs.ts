import type { Job } from '#lib/platform/jobs.ts';
import { destroyDataKeys } from './data-key.ts';
import { keepOpenedTimes } from './keep-opened-times.ts';
import { offerTimes } from './offer-times.ts';
import { freeEndedNumbers } from './person-booking.sql.ts';
import { sendReminders } from './send-reminders.ts';
import { sweepExpiredDrafts, sweepExpiredHolds, sweepRefusedHolds } from './sweep.sql.ts';
import { sweepEndedEntries } from './waiting-line.sql.ts';

/** Rows go before their keys here: a key that went first would take a hold with it that is just being confirmed. */
export const jobs: readonly Job[] = [
  {
    name: 'booking:sweep-holds',
    cron: '*/10 * * * * *',
    async run(database) {
      const expired = await sweepExpiredHolds(database);
      const swept = [...expired, ...(await sweepRefusedHolds(database))];
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
    name: 'booking:free-numbers',
    cron: '20 * * * * *',
    async run(database) {
      return { freed: await freeEndedNumbers(database) };
    },
  },
  {
    name: 'booking:sweep-waiting',
    cron: '15 * * * * *',
    async run(database) {
      const swept = await sweepEndedEntries(database);
      return { entries: swept.length, keys: await destroyDataKeys(swept) };
    },
  },
  {
    name: 'booking:offer-times',
    cron: '*/15 * * * * *',
    run: (database) => offerTimes(database),
  },
  {
    name: 'booking:keep-opened-times',
    cron: '30 * * * * *',
    run: (database) => keepOpenedTimes(database),
  },
  {
    name: 'booking:send-reminders',
    cron: '45 * * * * *',
    run: (database) => sendReminders(database),
  },
];
