import type { Job } from '#lib/platform/jobs.ts';
import { keepOpenedTimes } from './waiting-list/keep-opened-times.ts';
import { offerTimes } from './waiting-list/offer-times.ts';
import { freeEndedNumbers } from './limits/person-booking.sql.ts';
import { sendReminders } from './reminder/send-reminders.ts';
import { sweepWithKeys } from './sweep-with-keys.ts';
import { sweepExpiredDrafts, sweepExpiredHolds, sweepRefusedHolds } from './hold/sweep.sql.ts';
import { sweepEndedEntries } from './waiting-list/waiting-line.sql.ts';

export const jobs: readonly Job[] = [
  {
    name: 'booking:sweep-holds',
    cron: '*/10 * * * * *',
    async run(database) {
      const expired = await sweepWithKeys(sweepExpiredHolds, database);
      const refused = await sweepWithKeys(sweepRefusedHolds, database);
      return { holds: expired.rows + refused.rows, keys: expired.keys + refused.keys };
    },
  },
  {
    name: 'booking:sweep-drafts',
    cron: '0 * * * * *',
    async run(database) {
      const { rows, keys } = await sweepWithKeys(sweepExpiredDrafts, database);
      return { drafts: rows, keys };
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
      const { rows, keys } = await sweepWithKeys(sweepEndedEntries, database);
      return { entries: rows, keys };
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
