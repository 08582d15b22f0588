import { setTimeout as sleep } from 'node:timers/promises';
import type { Temporal } from '#lib/platform/time.ts';
import { withClient } from '#prisma/roles.ts';
import type { Clock } from './history.ts';

/** The shared clock, running on and jumping ahead, and what is surely known of it. */
export interface StormClock extends Clock {
  /** Jumps ahead to an instant, unless it is past already */
  jumpTo(milliseconds: number): Promise<void>;
}

/** Between the machine's clock and the database's. */
const tolerance = 5;

/**
 * The clock asks a row, so that all of a statement has the same time: a function that is replaced while a statement is
 * planned gives one part of it the old time and another the new one.
 */
const askRow = `
  CREATE TABLE IF NOT EXISTS storm_clock (ahead double precision NOT NULL);
  TRUNCATE storm_clock;
  INSERT INTO storm_clock VALUES (0);
  CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
    AS $$ SELECT now() + (SELECT ahead FROM public.storm_clock) * interval '1 millisecond' $$;`;

/**
 * Sets the clock of a database running from an instant on.
 * @param migrateUrl connection of the schema's owner
 */
export async function startStormClock(start: Temporal.Instant, migrateUrl: string): Promise<StormClock> {
  let settled = start.epochMilliseconds - Date.now();
  let coming = settled;
  const set = async (ahead: number): Promise<void> => {
    coming = ahead;
    // A statement that has begun may still see the old one; one that begins after this sees the new one.
    await withClient(migrateUrl, (client) => client.query('UPDATE storm_clock SET ahead = $1', [ahead]));
    settled = ahead;
    await sleep(0);
  };
  await withClient(migrateUrl, (client) => client.query(askRow));
  await set(settled);
  let last: Promise<void> = Promise.resolve();
  return {
    atLeast: () => Date.now() + settled - tolerance,
    atMost: () => Date.now() + coming + tolerance,
    // One after the other: two who set it at the same moment would get into each other's way.
    jumpTo: (milliseconds) => {
      last = last.then(async () => {
        const ahead = Math.ceil(milliseconds - Date.now());
        if (ahead > settled) await set(ahead);
      });
      return last;
    },
  };
}
