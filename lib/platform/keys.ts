import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rmdir, unlink } from 'node:fs/promises';
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

/** A directory of one host, grouped by last day. */
export function directoryKeyStore(root: string): KeyStore {
  const pathOf = (ref: KeyRef) => join(root, toKeyRef(ref));
  return {
    async create(matterId, lastDay) {
      const ref = toKeyRef(`${lastDay.toString()}/${matterId}`);
      const path = pathOf(ref);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, 'wx', 0o600);
      try {
        await file.write(randomBytes(32));
        await file.sync();
      } finally {
        await file.close();
      }
      await syncDirectory(dirname(path));
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
      await syncDirectory(dirname(path));
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
      const days = (await readdir(root).catch(absentAsNull)) ?? [];
      const due = days.filter((name) => name <= day.toString()).sort();
      const refs = await Promise.all(
        due.map(async (name) =>
          ((await readdir(join(root, name)).catch(absentAsNull)) ?? []).map((id) => toKeyRef(`${name}/${id}`)),
        ),
      );
      // An empty day says only that it is over; a failing rmdir means that it is not empty.
      await Promise.all(
        due.filter((_, i) => refs[i]?.length === 0).map((name) => rmdir(join(root, name)).catch(() => undefined)),
      );
      return refs.flat();
    },
  };
}

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
