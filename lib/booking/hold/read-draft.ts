import { type Database, db } from '#lib/platform/db.ts';
import { browserHash } from '#lib/booking/browser.ts';
import type { ContactForm } from '#lib/booking/schema.ts';
import { readDraftOf } from './draft.ts';

/** What this browser has typed so far; an empty form when there is nothing. */
export async function readDraft(browserToken: string | null, database: Database = db()): Promise<ContactForm> {
  const hash = browserHash(browserToken);
  return hash === null ? {} : readDraftOf(hash, database);
}
