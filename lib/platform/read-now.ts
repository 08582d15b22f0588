import { db } from './db.ts';
import { appNow, type Temporal } from './time.ts';

/** Now, by the clock that database and processes share, for pages: they have no database of their own to ask. */
export async function readNow(): Promise<Temporal.Instant> {
  return appNow(db());
}
