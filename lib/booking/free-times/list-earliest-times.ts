import { type Database, db } from '#lib/platform/db.ts';
import { maxPlacesCompared } from '#lib/booking/policy.ts';
import type { Channel, ServiceChoice, Wishes } from '#lib/booking/schema.ts';
import { type FreeTime, listFreeTimes } from './list-free-times.ts';

/** A way to an appointment: a channel, and on site a place. */
export interface Way {
  channel: Channel;
  center?: string | undefined;
}

export interface EarliestTime extends Way {
  /** `null`: nothing is free as far ahead as one can book */
  time: FreeTime | null;
}

/**
 * The first free time of each way (BK10), in the order given. Too many ways: nobody would read them all, so none is
 * computed.
 */
export async function listEarliestTimes(
  choice: Omit<ServiceChoice, 'channel' | 'center'> & { wishes?: Wishes | undefined },
  ways: readonly Way[],
  database: Database = db(),
): Promise<EarliestTime[]> {
  if (ways.length > maxPlacesCompared + 2) return [];
  const found: EarliestTime[] = [];
  // One after the other: a page of one member is not worth as many connections.
  for (const way of ways) {
    const free = await listFreeTimes({ ...choice, ...way, limit: 1 }, database);
    found.push({ ...way, time: free.ok ? (free.times[0] ?? null) : null });
  }
  return found;
}
