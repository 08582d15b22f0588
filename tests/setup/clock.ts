import { Temporal } from 'temporal-polyfill';
import { afterAll } from 'vitest';
import { setDatabaseClock } from '#processes/demo/clock.ts';
import { databaseUrl } from './databases.ts';

/**
 * Sets the clock of this file's database, and with it of every process on it.
 * @param to an instant (Temporal or ISO text) at which time stands still, or a duration: time runs on, that far ahead
 */
export async function setClock(to: Temporal.Instant | Temporal.Duration | string): Promise<void> {
  const setting =
    to instanceof Temporal.Duration
      ? { ahead: to }
      : { fixed: typeof to === 'string' ? Temporal.Instant.from(to) : to };
  touched = true;
  await setDatabaseClock(databaseUrl('migrate'), setting);
}

/** Back to the real time. */
export async function resetClock(): Promise<void> {
  touched = false;
  await setDatabaseClock(databaseUrl('migrate'), 'real');
}

let touched = false;

afterAll(async () => {
  if (touched) await resetClock();
});
