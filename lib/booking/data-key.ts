import { setTimeout } from 'node:timers/promises';
import { type KeyRef, keyStore, toKeyRef } from '#lib/platform/keys.ts';
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

/**
 * The data key of a matter, made at the first call. Two posts at the same moment get the same one.
 * @throws when it cannot be made or read
 */
export async function ensureDataKey(matterId: string, lastDay: Temporal.PlainDate): Promise<DataKey> {
  const keyRef = toKeyRef(`${lastDay.toString()}/${matterId}`);
  try {
    await keyStore().create(matterId, lastDay);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      const key = await keyStore().read(keyRef);
      if (key === null) throw new Error('Data key is gone');
      return { keyRef, key };
    } catch (fault) {
      // Somebody else is just writing it: the name is there before the bytes are.
      if (attempt === 5) throw fault;
      await setTimeout(10 * attempt);
    }
  }
}

/** Ends matters: after this nobody reads them, not even in backups. */
export async function destroyDataKeys(refs: readonly (string | null)[]): Promise<number> {
  const destroyed = await Promise.all(
    refs.filter((ref) => ref !== null).map((ref) => keyStore().destroy(toKeyRef(ref))),
  );
  return destroyed.filter(Boolean).length;
}
