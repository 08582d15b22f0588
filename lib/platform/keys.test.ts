import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directoryKeyStore, type KeyStore, toKeyRef } from './keys.ts';
import { Temporal } from './time.ts';

let root = '';
let keys: KeyStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keys-'));
  keys = directoryKeyStore(root);
});
afterEach(() => rm(root, { recursive: true }));

const day = (text: string) => Temporal.PlainDate.from(text);
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (fault: NodeJS.ErrnoException) => fault.code,
  );

describe('the key store of one host (DP5)', () => {
  it('gives each matter a key of its own that only the process may read', async () => {
    const [one, two] = await Promise.all([
      keys.create(randomUUID(), day('2027-02-19')),
      keys.create(randomUUID(), day('2027-02-19')),
    ]);
    const [first, second] = await Promise.all([keys.read(one), keys.read(two)]);
    expect(first).toHaveLength(32);
    expect(first).not.toEqual(second);
    expect((await stat(join(root, one))).mode & 0o777).toBe(0o600);
    expect((await stat(join(root, '2027-02-19'))).mode & 0o777).toBe(0o700);
  });

  it('never replaces a key: of twenty that make one at once, one does, and all read the same whole key', async () => {
    const matter = randomUUID();
    const tries = Array.from({ length: 20 }, async () => {
      const code = await failure(keys.create(matter, day('2027-02-19')));
      return { code, key: Buffer.from((await keys.read(toKeyRef(`2027-02-19/${matter}`))) ?? []).toString('hex') };
    });
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter(({ code }) => code === 'none')).toHaveLength(1);
    expect(outcomes.filter(({ code }) => code === 'EEXIST')).toHaveLength(19);
    expect(new Set(outcomes.map(({ key }) => key)).size).toBe(1);
    expect(outcomes[0]?.key).toHaveLength(64);
    expect(await readdir(join(root, '2027-02-19'))).toEqual([matter]);
  });

  it('destroys: the bytes are gone, a second time says so', async () => {
    const ref = await keys.create(randomUUID(), day('2027-02-19'));
    expect(await keys.destroy(ref)).toBe(true);
    expect(await keys.read(ref)).toBeNull();
    expect(await keys.destroy(ref)).toBe(false);
    expect(await readdir(join(root, '2027-02-19'))).toEqual([]);
  });

  it('destroys many, counts what was there, and leaves the others', async () => {
    const refs = await Promise.all(Array.from({ length: 150 }, () => keys.create(randomUUID(), day('2027-02-19'))));
    const kept = await keys.create(randomUUID(), day('2027-02-20'));
    await keys.destroy(refs[0]!);
    expect(await keys.destroyAll([...refs, refs[1]!])).toBe(149);
    expect(await Promise.all(refs.map((ref) => keys.read(ref)))).toEqual(refs.map(() => null));
    expect(await keys.read(kept)).toHaveLength(32);
  });

  it('names what is due until a day, and no day after it', async () => {
    const past = await keys.create(randomUUID(), day('2026-12-31'));
    const today = await keys.create(randomUUID(), day('2027-01-01'));
    await keys.create(randomUUID(), day('2027-01-02'));
    expect(await keys.dueUntil(day('2027-01-01'))).toEqual([past, today]);
    await keys.destroyAll([past, today]);
    expect(await keys.dueUntil(day('2027-01-01'))).toEqual([]);
    expect(await readdir(root)).toEqual(['2027-01-02']);
  });

  it('is not stopped by what a killed process or an operator left lying there', async () => {
    const ref = await keys.create(randomUUID(), day('2026-12-31'));
    await writeFile(join(root, '2026-12-31', `.new-${randomUUID()}`), 'half');
    await writeFile(join(root, '.note'), 'not ours');
    expect(await keys.dueUntil(day('2027-01-01'))).toEqual([ref]);
    expect(await readdir(join(root, '2026-12-31'))).toEqual([ref.split('/')[1]]);
    expect(await readFile(join(root, '.note'), 'utf8')).toBe('not ours');
  });

  it('says nothing is due where no key was ever made', async () => {
    expect(await directoryKeyStore(join(root, 'absent')).dueUntil(day('2027-01-01'))).toEqual([]);
  });

  it('faults on a damaged key instead of using it', async () => {
    const ref = await keys.create(randomUUID(), day('2027-02-19'));
    await writeFile(join(root, ref), 'short');
    await expect(keys.read(ref)).rejects.toThrow('32 bytes');
  });

  it.each(['../../etc/passwd', '2027-02-19/../../x', '2027-02-19', `2027-02-19/${randomUUID()}/x`, ''])(
    'takes no path: %s',
    (text) => {
      expect(() => toKeyRef(text)).toThrow();
    },
  );
});
