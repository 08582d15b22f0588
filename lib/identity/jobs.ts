import type { Database } from '#lib/platform/db.ts';
import type { Job } from '#lib/platform/jobs.ts';
import { signInWindowMinutes } from './policy.ts';

/** Sessions that are over and tries that count no more. The condition stands on the deleted row itself. */
async function sweepSignIn(database: Database): Promise<Record<string, number>> {
  const sessions = await database.$executeRaw`DELETE FROM staff_session WHERE expires_at <= app_now()`;
  const attempts = await database.$executeRaw`
    DELETE FROM sign_in_attempt WHERE attempt_at <= app_now() - make_interval(mins => ${signInWindowMinutes}::int)`;
  return { sessions, attempts };
}

export const jobs: readonly Job[] = [{ name: 'identity:sweep-sign-in', cron: '*/5 * * * *', run: sweepSignIn }];
