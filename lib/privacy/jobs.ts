import type { Database } from '#lib/platform/db.ts';
import type { Job } from '#lib/platform/jobs.ts';
import { log } from '#lib/platform/log.ts';
import { purge } from './purge.ts';

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

async function runPurge(database: Database): Promise<Record<string, number>> {
  const { removed, keysDestroyed, overdue } = await purge(database);
  if (total(overdue) > 0) log.error('Purge left something behind', { counts: overdue });
  return { removed: total(removed), keysDestroyed, overdue: total(overdue) };
}

/** Every hour, not once a day: a missed tick costs an hour of the promised day, not the day. */
export const jobs: readonly Job[] = [{ name: 'privacy:purge', cron: '7 * * * *', atStart: true, run: runPurge }];
