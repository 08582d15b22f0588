import type { Database, Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { destroyDataKeys } from './data-key.ts';

/**
 * Deletes rows and, before that is committed, the data keys that they name (DP5). The rows are locked meanwhile: who is
 * about to confirm one waits, and finds none. A kill or a fault in between leaves rows that have ended and whose keys are
 * gone; the next run takes them. The other way round it would leave keys that nobody ends before their own last day.
 * @param sweep deletes what has ended and returns the references of the keys; its condition stands on the rows themselves
 */
export async function sweepWithKeys(
  sweep: (tx: Transaction) => Promise<readonly (string | null)[]>,
  database: Database,
): Promise<{ rows: number; keys: number }> {
  const work = async (tx: Transaction) => {
    const refs = await sweep(tx);
    return { rows: refs.length, keys: await destroyDataKeys(refs) };
  };
  // After a pause of all schedulers there may be many.
  return retryConflicts(() => database.$transaction(work, { timeout: 60_000 }));
}
