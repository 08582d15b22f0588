import { type Database, db } from '#lib/platform/db.ts';
import { browserHash } from '#lib/booking/browser.ts';
import type { ContactForm } from '#lib/booking/schema.ts';
import { writeDraftOf } from './draft.ts';

/** Keeps what this browser has typed so far, sealed, for two hours; it outlives an expired hold. */
export async function saveDraft(
  browserToken: string | null,
  form: ContactForm,
  database: Database = db(),
): Promise<void> {
  const hash = browserHash(browserToken);
  if (hash !== null) await writeDraftOf(hash, form, database);
}
