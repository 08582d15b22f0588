import { setTimeout } from 'node:timers/promises';
import { withClient } from '#prisma/roles.ts';
import { databaseUrl } from './databases.ts';

/** Resolves once so many statements of this database wait for somebody else's lock; fails after ten seconds. */
export async function untilWaiting(count = 1): Promise<void> {
  await withClient(databaseUrl('superuser'), async (client) => {
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const { rows } = await client.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if ((rows[0]?.waiting ?? 0) >= count) return;
      await setTimeout(10);
    }
    throw new Error('Nobody waits');
  });
}

/** A promise that somebody else fulfils. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
