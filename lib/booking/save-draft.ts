import { type Database, db } from '#lib/platform/db.ts';
import { browserHash } from './browser.ts';
import { writeDraftOf } from './draft.ts';
import type { ContactForm } from './schema.ts';

/** Keeps what this browser has typed so far, sealed, for two hours; it outlives an expired hold. */
export async function saveDraft(
  browserToken: string | null,
  form: ContactForm,
  database: Database = db(),
): Promise<void> {
  const hash = browserHash(browserToken);
  if (hash !== null) await writeDraftOf(hash, form, database);
}
