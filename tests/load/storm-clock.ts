import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from '#lib/platform/time.ts';
import { setDatabaseClock } from '#processes/demo/clock.ts';
import type { Clock } from './history.ts';

/** The shared clock, running on and jumping ahead, and what is surely known of it. */
export interface StormClock extends Clock {
  /** Jumps ahead to an instant, unless it is past already */
  jumpTo(milliseconds: number): Promise<void>;
}

/** Between the machine's clock and the database's. */
const tolerance = 5;

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
    await setDatabaseClock(migrateUrl, { ahead: Temporal.Duration.from({ milliseconds: ahead }) });
    settled = ahead;
    await sleep(0);
  };
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
