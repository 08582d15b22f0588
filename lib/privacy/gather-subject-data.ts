import * as audit from '#lib/audit/subject-data.ts';
import * as booking from '#lib/booking/subject-data.ts';
import * as consultation from '#lib/consultation/subject-data.ts';
import * as identity from '#lib/identity/subject-data.ts';
import * as messaging from '#lib/messaging/subject-data.ts';
import * as organisation from '#lib/organisation/subject-data.ts';
import type { Database, Transaction } from '#lib/platform/db.ts';
import { type KeyStore, keyStore } from '#lib/platform/keys.ts';
import type { SubjectData, SubjectRecord } from '#lib/platform/subject-data.ts';
import * as privacy from './subject-data.ts';

/** Every domain's part in the rights of a person, upper domains first: what hangs on something goes before it. */
export function subjectData(): readonly SubjectData[] {
  return [consultation, messaging, identity, booking, organisation, audit, privacy];
}

/**
 * All that is stored about the person of an appointment, opened, with the trail of who looked at it (Art. 15 DSGVO).
 * Whoever asks must have been identified by the caller.
 */
export async function exportPerson(appointmentId: string, database: Transaction): Promise<readonly SubjectRecord[]> {
  const records: SubjectRecord[] = [];
  for (const domain of subjectData()) {
    if (domain !== audit) records.push(...(await domain.exportSubject(appointmentId, database)));
  }
  const ids = new Set([appointmentId, ...records.map((record) => record.id)]);
  return [...records, ...(await audit.exportTrail([...ids], database))];
}

/**
 * Removes all that is stored about the person of an appointment, on their wish (Art. 17 DSGVO). The data keys are
 * destroyed before the deletion is committed: should that fail, nothing can be read any more and erasing again ends it.
 * @returns rows removed per model and keys destroyed
 */
export async function erasePerson(
  appointmentId: string,
  database: Database,
  keys: KeyStore = keyStore(),
): Promise<{ removed: Record<string, number>; keysDestroyed: number }> {
  return database.$transaction(
    async (tx) => {
      const removed: Record<string, number> = {};
      const ended = new Set<Parameters<KeyStore['destroy']>[0]>();
      for (const domain of subjectData()) {
        const erasure = await domain.eraseSubject(appointmentId, tx);
        for (const key of erasure.keys) ended.add(key);
        for (const [model, count] of Object.entries(erasure.removed)) removed[model] = (removed[model] ?? 0) + count;
      }
      return { removed, keysDestroyed: await keys.destroyAll(ended) };
    },
    { timeout: 30_000 },
  );
}
