import { rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { joinWaitingList } from '#lib/booking/waiting-list/join-waiting-list.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { formOf, wishFor } from './waiting.ts';
import { holdWithCode, makeWorld, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(() => Promise.all([scheduler.$disconnect(), closeDatabase()]));

const sweep = (name: string) => jobs.find((job) => job.name === `booking:${name}`)?.run(scheduler);

/** Lets every use of one key fail, as a disk does that is in trouble. */
async function withoutDisk(keyRef: string, work: () => Promise<unknown>): Promise<void> {
  const directory = dirname(join(env().KEY_STORE_DIR, keyRef));
  await rename(directory, `${directory}.aside`);
  await writeFile(directory, '');
  try {
    await work();
  } finally {
    await unlink(directory);
    await rename(`${directory}.aside`, directory);
  }
}

describe('what has ended goes with its data key, whatever fails in between (DP5)', () => {
  it.each([
    ['sweep-holds', async () => (await db().appointment.findMany({ select: { keyRef: true } }))[0]?.keyRef],
    ['sweep-drafts', async () => (await db().draft.findMany({ select: { keyRef: true } }))[0]?.keyRef],
    ['sweep-waiting', async () => (await db().waitingEntry.findMany({ select: { keyRef: true } }))[0]?.keyRef],
  ])('%s: rows stay until their keys are destroyed', async (name, readRef) => {
    await makeWorld();
    await holdWithCode('2026-12-03T10:00:00Z');
    await joinWaitingList({ browserToken: null, wish: wishFor(), form: formOf('Kim'), locale: 'de' });
    const keyRef = await readRef();
    if (keyRef == null) throw new Error('No key');
    await setClock(tuesday.add({ hours: 3 }));
    await withoutDisk(keyRef, () => expect(sweep(name)).rejects.toThrow());
    expect(await readRef()).toBe(keyRef);
    expect(await keyStore().read(toKeyRef(keyRef))).not.toBeNull();
    await sweep(name);
    expect(await readRef()).toBeUndefined();
    expect(await keyStore().read(toKeyRef(keyRef))).toBeNull();
  });
});
