import { type Database, db } from '#lib/platform/db.ts';
import { browserHash } from './browser.ts';
import { readDraftOf } from './draft.ts';
import type { ContactForm } from './schema.ts';

/** What this browser has typed so far; an empty form when there is nothing. */
export async function readDraft(browserToken: string | null, database: Database = db()): Promise<ContactForm> {
  const hash = browserHash(browserToken);
  return hash === null ? {} : readDraftOf(hash, database);
}
