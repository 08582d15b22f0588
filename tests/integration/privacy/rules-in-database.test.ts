import { afterAll, describe, expect, it } from 'vitest';
import { dataModelOf } from '#lib/platform/data-model.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { retentionRules } from '#lib/privacy/gather-retention.ts';
import { readReferences } from '#lib/privacy/owned-rows.ts';
import { expiredSql, planRemovals } from '#lib/privacy/plan-removal.ts';
import { grants } from '#prisma/grants.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { databaseUrl } from '#tests/setup/databases.ts';

const owner = openDatabase(databaseUrl('migrate'));
afterAll(() => owner.$disconnect());

const models = dataModelOf(owner);
const rules = retentionRules();
const removals = planRemovals(models, rules);

describe('every retention rule, in the database (DP4, DP5)', () => {
  it('that goes by itself is one the scheduler may carry out', () => {
    const missing = removals.filter(({ model, empties }) => {
      const given = grants[model.table]?.scheduler ?? [];
      return !(['SELECT', empties.length > 0 ? 'UPDATE' : 'DELETE'] as const).every((privilege) =>
        given.includes(privilege),
      );
    });
    expect(removals.length).toBeGreaterThan(8);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('that goes by itself finds its rows by an index', async () => {
    const scanning: string[] = [];
    for (const removal of removals) {
      const plan = await owner.$transaction(async (tx) => {
        // Small tables are read whole because it is cheaper; the question is whether there is another way.
        await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
        await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`;
        await tx.$executeRaw`SET LOCAL enable_sort = off`;
        const explained = await tx.$queryRaw<Record<string, unknown>[]>(
          Prisma.sql`EXPLAIN (FORMAT JSON, COSTS OFF) SELECT id FROM ${removal.table} WHERE ${expiredSql(removal)} ORDER BY ${removal.start} LIMIT 10`,
        );
        return JSON.stringify(explained);
      });
      if (!plan.includes('Index Scan') && !plan.includes('Index Only Scan')) scanning.push(removal.name);
      if (plan.includes('Seq Scan') || plan.includes('"Sort"')) scanning.push(`${removal.name} scans or sorts`);
    }
    expect(scanning).toEqual([]);
  });

  it('that goes with its owner really hangs on it by a cascade', async () => {
    const references = await readReferences(owner);
    const tableOf = (name: string) => models.find((model) => model.name === name)?.table ?? '';
    const owned = rules.flatMap(({ model, goes }) =>
      typeof goes === 'object' ? [{ table: tableOf(model), owner: tableOf(goes.with) }] : [],
    );
    expect(owned.length).toBeGreaterThan(4);
    const loose = owned.filter(
      (pair) =>
        !references.some(
          (reference) => reference.cascades && reference.table === pair.table && reference.owner === pair.owner,
        ),
    );
    expect(loose).toEqual([]);
  });

  it('takes along, by cascade, only what has a rule of its own to that end', async () => {
    const references = await readReferences(owner);
    const purged = new Set(removals.filter(({ empties }) => empties.length === 0).map(({ model }) => model.table));
    const taken = references
      .filter((reference) => reference.cascades && purged.has(reference.owner))
      .map(({ table }) => table);
    const known = rules
      .filter(({ goes, keep, keyRef }) => typeof goes === 'object' || keep === 'until' || keyRef !== undefined)
      .map(({ model }) => models.find(({ name }) => name === model)?.table);
    expect(taken.length).toBeGreaterThan(4);
    expect(taken.filter((table) => !known.includes(table))).toEqual([]);
  });

  it('deletes without reading whole tables: what hangs on a purged row is found by an index', async () => {
    const references = await readReferences(owner);
    const indexes = await owner.$queryRaw<{ table: string; column: string }[]>`
      SELECT cls.relname AS table, att.attname AS column FROM pg_index idx
      JOIN pg_class cls ON cls.oid = idx.indrelid
      JOIN pg_attribute att ON att.attrelid = idx.indrelid AND att.attnum = idx.indkey[0]
      WHERE cls.relnamespace = 'public'::regnamespace AND idx.indpred IS NULL`;
    const purged = new Set(removals.map(({ model }) => model.table));
    for (let size = 0; size !== purged.size; ) {
      size = purged.size;
      for (const reference of references)
        if (reference.cascades && purged.has(reference.owner)) purged.add(reference.table);
    }
    const slow = references.filter(
      ({ owner: from, table, column }) =>
        purged.has(from) && !indexes.some((index) => index.table === table && index.column === column),
    );
    expect(slow.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });
});
