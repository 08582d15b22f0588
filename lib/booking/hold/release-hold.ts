import { type Database, db } from '#lib/platform/db.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { destroyDataKeys } from '#lib/booking/data-key.ts';
import { deleteHolds, restoreHold, shortenHold } from './hold.sql.ts';

/** Frees the time that this browser holds at once: the member says so. What was typed stays in the draft. */
export async function releaseHold(browserToken: string | null, database: Database = db()): Promise<void> {
  const hash = browserHash(browserToken);
  if (hash !== null) await destroyDataKeys(await deleteHolds(hash, database));
}

/**
 * The page was left. That happens on every step from one page to the next as well, so it only shortens the hold to two
 * minutes; `resumeHold` and `readHold` restore it. Once a code was sent it does nothing: people leave to read their mail.
 */
export async function leaveHold(browserToken: string | null, database: Database = db()): Promise<void> {
  const hash = browserHash(browserToken);
  if (hash !== null) await shortenHold(hash, database);
}

/** The member is (still) there: the hold ends when it was said to end. */
export async function resumeHold(browserToken: string | null, database: Database = db()): Promise<void> {
  const hash = browserHash(browserToken);
  if (hash !== null) await restoreHold(hash, database);
}
