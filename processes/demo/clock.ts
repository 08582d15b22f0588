import { Temporal } from 'temporal-polyfill';
import { withClient } from '#prisma/roles.ts';

/** Stands still at an instant, or runs on at a distance from the real one. */
export type ClockSetting = { fixed: Temporal.Instant } | { ahead: Temporal.Duration } | 'real';

function body(setting: ClockSetting): string {
  if (setting === 'real') return 'SELECT now()';
  if ('fixed' in setting) return `SELECT timestamptz '${setting.fixed.toString()}'`;
  const milliseconds = setting.ahead.total({ unit: 'millisecond', relativeTo: Temporal.PlainDate.from('2026-01-01') });
  return `SELECT now() + interval '${Math.round(milliseconds)} milliseconds'`;
}

/**
 * Replaces `app_now()`, the one clock of database and processes, for everybody on this database. Only the owner of the
 * function may do so; no process can.
 * @param migrateUrl connection of the schema's owner
 */
export async function setDatabaseClock(migrateUrl: string, setting: ClockSetting): Promise<void> {
  await withClient(migrateUrl, async (client) => {
    await client.query(
      `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$ ${body(setting)} $$`,
    );
  });
}
