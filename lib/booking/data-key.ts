import { ensureKey, type KeyRef, keyStore, toKeyRef } from '#lib/platform/keys.ts';
import type { Temporal } from '#lib/platform/time.ts';

export interface DataKey {
  keyRef: KeyRef;
  key: Uint8Array;
}

/** The data key behind a row's reference, or `null` when it was destroyed. */
export async function openDataKey(ref: string): Promise<DataKey | null> {
  const keyRef = toKeyRef(ref);
  const key = await keyStore().read(keyRef);
  return key === null ? null : { keyRef, key };
}

/** The data key of a matter, made at the first call. @throws when it cannot be made or read */
export async function ensureDataKey(matterId: string, lastDay: Temporal.PlainDate): Promise<DataKey> {
  return ensureKey(matterId, lastDay);
}

/** Ends matters: after this nobody reads them, not even in backups. @returns how many there were to end */
export async function destroyDataKeys(refs: readonly (string | null)[]): Promise<number> {
  return keyStore().destroyAll(refs.filter((ref) => ref !== null).map(toKeyRef));
}
