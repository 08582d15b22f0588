import { readdir } from 'node:fs/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { keyedHash } from '#lib/platform/crypto.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { networkHash, takeAllowanceOfNetwork } from '#lib/platform/rate-limit/network-hash.ts';
import { returnAllowance, takeAllowance, takeAllowances } from '#lib/platform/rate-limit/take-allowance.ts';
import { legalDay, Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';

const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const noon = Temporal.Instant.from('2026-12-01T11:05:00Z');
const limit = { kind: 'probe', minutes: 60, near: 7, most: 12 };
const subject = keyedHash('sign-in', 'somebody');

beforeEach(async () => {
  await emptyTables();
  await setClock(noon);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.$disconnect()));
  await closeDatabase();
});

const atOnce = (count: number, proved: boolean) =>
  Promise.all(Array.from({ length: count }, (_, i) => takeAllowance(limit, subject, proved, pools[i % 2] ?? db())));

describe('a limit (BK12, ID3)', () => {
  it('lets exactly as many through as it says, asked 60 times at once over two processes', async () => {
    const plain = await atOnce(60, false);
    expect(plain.filter(({ ok }) => ok)).toHaveLength(limit.near);
    expect(new Set(plain.flatMap((answer) => (answer.ok ? [] : answer.reason)))).toEqual(new Set(['proof-needed']));
    const proved = await atOnce(60, true);
    expect(proved.filter(({ ok }) => ok)).toHaveLength(limit.most - limit.near);
    expect(new Set(proved.flatMap((answer) => (answer.ok ? [] : answer.reason)))).toEqual(new Set(['too-many']));
    expect(await db().rateCount.findMany({ select: { used: true } })).toEqual([{ used: limit.most }]);
  });

  it('says what is left and when the window ends, and is open again then', async () => {
    const first = await takeAllowance(limit, subject, false, db());
    expect(first).toMatchObject({ ok: true, standing: { quota: 7, remaining: 6, reset: 55 * 60 } });
    await atOnce(20, true);
    expect(await takeAllowance(limit, subject, true, db())).toMatchObject({ ok: false, reason: 'too-many' });
    // Nobody is asked for a proof that would not help.
    expect(await takeAllowance(limit, subject, false, db())).toMatchObject({ ok: false, reason: 'too-many' });
    await setClock(noon.add({ minutes: 55 }));
    expect(await takeAllowance(limit, subject, false, db())).toMatchObject({ ok: true, standing: { remaining: 6 } });
  });

  it('is one subject’s alone, and gives back what did not count', async () => {
    await atOnce(20, false);
    expect(await takeAllowance(limit, keyedHash('sign-in', 'else'), false, db())).toMatchObject({ ok: true });
    await returnAllowance(limit, subject, db());
    expect((await atOnce(5, false)).filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('of several of one subject counts in all or in none, and says which one is reached', async () => {
    const day = { kind: 'probe-day', minutes: 24 * 60, near: 3, most: 3 };
    const take = () => takeAllowances([limit, day], subject, db());
    const answers = await Promise.all(Array.from({ length: 9 }, take));
    expect(answers.filter((reached) => reached === null)).toHaveLength(3);
    expect(answers.flatMap((reached) => reached ?? []).every(({ kind }) => kind === day.kind)).toBe(true);
    const counted = await db().rateCount.findMany({ orderBy: { kind: 'asc' }, select: { kind: true, used: true } });
    expect(counted).toEqual([
      { kind: 'probe', used: 3 },
      { kind: 'probe-day', used: 3 },
    ]);
  });

  it('lets nothing through when it cannot count', async () => {
    const owner = await connectAs('migrate');
    await owner.query('ALTER TABLE rate_count RENAME TO rate_count_away');
    try {
      await expect(takeAllowance(limit, subject, true, db())).rejects.toThrow(/rate_count/);
    } finally {
      await owner.query('ALTER TABLE rate_count_away RENAME TO rate_count');
    }
  });

  it('does not cost anybody else’s commit its durability', async () => {
    // One connection, on which commits are waited for as in production.
    const url = new URL(databaseUrl('web'));
    url.searchParams.set('options', '-c synchronous_commit=on');
    const pool = openDatabase(url.href);
    const setting = () => pool.$queryRaw`SELECT pg_backend_pid() AS pid, current_setting('synchronous_commit') AS word`;
    const before = await setting();
    await takeAllowance(limit, subject, false, pool);
    expect(await setting()).toEqual(before);
    expect(before).toMatchObject([{ word: 'on' }]);
    await pool.$disconnect();
  });
});

describe('the network in a count (LG2)', () => {
  it('is the same for neighbours and for another process of the day, and nothing of the address is kept', async () => {
    const [one, two] = await Promise.all([networkHash('192.0.2.7', pools[0]), networkHash('192.0.2.200', pools[1])]);
    expect(one).toEqual(two);
    expect(await networkHash('192.0.3.7', db())).not.toEqual(one);
    await takeAllowance(limit, one, false, db());
    const owner = await connectAs('migrate');
    const { rows } = await owner.query<{ line: string }>('SELECT rate_count::text AS line FROM rate_count');
    expect(rows.map(({ line }) => line).join()).not.toContain('192.0');
    expect(await namesInStore()).not.toContain('192.0');
  });

  it('is another one tomorrow, and by then nobody can tell which it was today', async () => {
    const today = await networkHash('192.0.2.7', db());
    await setClock(noon.add({ hours: 12 }));
    const tomorrow = await networkHash('192.0.2.7', db());
    expect(tomorrow).not.toEqual(today);
    // The purge of tomorrow's first hour.
    const due = await keyStore().dueUntil(legalDay(noon.add({ hours: 12 })));
    expect(due).toHaveLength(1);
    await keyStore().destroyAll(due);
    expect(await networkHash('192.0.2.7', db())).toEqual(tomorrow);
    await setClock(noon);
    expect(await networkHash('192.0.2.7', db())).not.toEqual(today);
  });

  it('is counted under the key of the day that it is, also where the process has yesterday’s at hand', async () => {
    const take = () => takeAllowanceOfNetwork(limit, '192.0.2.7', false, pools[0]);
    expect(await take()).toMatchObject({ ok: true, standing: { remaining: 6 } });
    expect(await take()).toMatchObject({ ok: true, standing: { remaining: 5 } });
    await setClock(noon.add({ hours: 12 }));
    for (const remaining of [6, 5]) expect(await take()).toMatchObject({ ok: true, standing: { remaining } });
    const subjectHash = await networkHash('192.0.2.7', db());
    expect(await db().rateCount.findMany({ where: { subjectHash }, select: { used: true } })).toEqual([{ used: 2 }]);
  });

  it('is the same when twenty ask for the first time of the day at once', async () => {
    await setClock(noon.add({ hours: 24 * 7 }));
    const hashes = await Promise.all(Array.from({ length: 20 }, (_, i) => networkHash('::1', pools[i % 2] ?? db())));
    expect(new Set(hashes.map((hash) => Buffer.from(hash).toString('hex'))).size).toBe(1);
  });
});

async function namesInStore(): Promise<string> {
  return (await readdir(env().KEY_STORE_DIR, { recursive: true })).join();
}
