import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { env } from './env.ts';
import type { Temporal } from './time.ts';

/** `<last day>/<matter>`: where a data key lies. The last day is the one before whose end the matter must be gone. */
export type KeyRef = string & z.$brand<'KeyRef'>;
const keyRef = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}\/[0-9a-f-]{36}$/)
  .brand<'KeyRef'>();

/** @throws ZodError when `value` is no reference (it becomes part of a path). */
export function toKeyRef(value: string): KeyRef {
  return keyRef.parse(value);
}

/** One data key per matter, outside the database: destroying it ends the matter at once in tables, WAL and backups. */
export interface KeyStore {
  /** Makes the key of a matter; it is on the disk before this returns. @throws when the matter has one already. */
  create(matterId: string, lastDay: Temporal.PlainDate): Promise<KeyRef>;
  /** 32 bytes, or `null` once destroyed. */
  read(ref: KeyRef): Promise<Uint8Array | null>;
  /** `true` when there was a key to destroy. */
  destroy(ref: KeyRef): Promise<boolean>;
  /** The same for many at once; @returns how many there were to destroy. */
  destroyAll(refs: Iterable<KeyRef>): Promise<number>;
  /** All keys whose last day is `day` or earlier. */
  dueUntil(day: Temporal.PlainDate): Promise<KeyRef[]>;
}

/** A key that was being written when its process was killed; nothing was sealed under it. */
const draftPrefix = '.new-';

/** A directory of one host, grouped by last day. */
export function directoryKeyStore(root: string): KeyStore {
  const pathOf = (ref: KeyRef) => join(root, toKeyRef(ref));
  /** Days whose directory is known to be durable; another process may have made it a moment ago */
  const durable = new Set<string>();
  const makeDirectory = async (path: string) => {
    const made = await mkdir(path, { recursive: true, mode: 0o700 });
    if (made === undefined && durable.has(path)) return;
    await syncDirectory(dirname(made ?? path));
    durable.add(path);
  };
  return {
    async create(matterId, lastDay) {
      const ref = toKeyRef(`${lastDay.toString()}/${matterId}`);
      const path = pathOf(ref);
      await makeDirectory(dirname(path));
      // Written under a name of its own first: a kill leaves no half key, and nobody reads one that is not whole yet.
      const draft = join(dirname(path), `${draftPrefix}${randomUUID()}`);
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.write(randomBytes(32));
        await file.sync();
      } finally {
        await file.close();
      }
      try {
        await link(draft, path);
      } finally {
        await unlink(draft);
        // Also where somebody else was faster: the caller goes on with that key, and it must be durable by then.
        await syncDirectory(dirname(path));
      }
      return ref;
    },
    async read(ref) {
      const key = await readFile(pathOf(ref)).catch(absentAsNull);
      if (key !== null && key.length !== 32) throw new Error('Data key is not 32 bytes');
      return key;
    },
    async destroy(ref) {
      const path = pathOf(ref);
      const gone = await unlink(path).then(() => true, absentAsNull);
      if (gone === null) return false;
      await syncDirectory(dirname(path)).catch(absentAsNull);
      return true;
    },
    async destroyAll(refs) {
      const paths = [...new Set(refs)].map(pathOf);
      let count = 0;
      for (let i = 0; i < paths.length; i += 64) {
        const gone = await Promise.all(
          paths.slice(i, i + 64).map((path) => unlink(path).then(() => true, absentAsNull)),
        );
        count += gone.filter((was) => was === true).length;
      }
      // Each directory is made durable once, not once per key.
      for (const directory of new Set(paths.map(dirname))) await syncDirectory(directory).catch(absentAsNull);
      return count;
    },
    async dueUntil(day) {
      const names = (await readdir(root).catch(absentAsNull)) ?? [];
      const due = names.filter((name) => isDay.test(name) && name <= day.toString()).sort();
      const refs: KeyRef[] = [];
      for (const name of due) {
        const ids = (await readdir(join(root, name)).catch(absentAsNull)) ?? [];
        const left = ids.filter((id) => id.startsWith(draftPrefix));
        await Promise.all(left.map((id) => unlink(join(root, name, id)).catch(absentAsNull)));
        const keys = ids.filter((id) => !id.startsWith(draftPrefix));
        // An empty day says only that it is over; a failing rmdir means that it is not empty.
        if (keys.length === 0) await rmdir(join(root, name)).catch(() => undefined);
        refs.push(...keys.map((id) => toKeyRef(`${name}/${id}`)));
      }
      return refs;
    },
  };
}

const isDay = /^\d{4}-\d{2}-\d{2}$/;

function absentAsNull(fault: NodeJS.ErrnoException): null {
  if (fault.code === 'ENOENT') return null;
  throw fault;
}

/** A created or removed name is durable only once its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

let current: KeyStore | undefined;

/** The process's key store. */
export function keyStore(): KeyStore {
  current ??= directoryKeyStore(env().KEY_STORE_DIR);
  return current;
}

/**
 * The data key of a matter, made at the first call. Two callers at the same moment get the same one: the store makes a
 * key whole or not at all, and its name follows from matter and day.
 * @throws when it cannot be made or read
 */
export async function ensureKey(
  matterId: string,
  lastDay: Temporal.PlainDate,
): Promise<{ keyRef: KeyRef; key: Uint8Array }> {
  const keyRef = toKeyRef(`${lastDay.toString()}/${matterId}`);
  const known = await keyStore().read(keyRef);
  if (known !== null) return { keyRef, key: known };
  await keyStore()
    .create(matterId, lastDay)
    .catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault;
    });
  const key = await keyStore().read(keyRef);
  if (key === null) throw new Error('Data key is gone');
  return { keyRef, key };
}
