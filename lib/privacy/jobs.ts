import type { Database } from '#lib/platform/db.ts';
import type { Job } from '#lib/platform/jobs.ts';
import { log } from '#lib/platform/log.ts';
import { purge } from './purge.ts';
import { readRetentionHealth } from './retention-health.ts';

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

async function runPurge(database: Database): Promise<Record<string, number>> {
  const { removed, keysDestroyed, overdue } = await purge(database);
  if (total(overdue) > 0) log.error('Purge left something behind', { counts: overdue });
  return { removed: total(removed), keysDestroyed, overdue: total(overdue) };
}

/** Says it aloud: whoever watches the log learns of a late purge even where nobody looks at a page. */
async function checkHealth(database: Database): Promise<Record<string, number>> {
  const { state, reasons, overdue } = await readRetentionHealth(database);
  if (state === 'red') log.error('Retention health is red', { reason: reasons.join('/'), counts: overdue });
  return { red: state === 'red' ? 1 : 0, overdue: total(overdue) };
}

export const jobs: readonly Job[] = [
  // Every hour, not once a day: a missed tick costs an hour of the promised day, not the day.
  { name: 'privacy:purge', cron: '7 * * * *', atStart: true, run: runPurge },
  { name: 'privacy:check-health', cron: '*/15 * * * *', run: checkHealth },
];
