import { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';
import type { Model } from '#lib/platform/data-model.ts';
import type { Transaction } from '#lib/platform/db.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import { identifier } from './plan-removal.ts';

/** A foreign key, seen from the table it points to. */
export interface Reference {
  owner: string;
  table: string;
  column: string;
  /** Whether a deleted owner takes the row along */
  cascades: boolean;
}

const references = z.array(
  z.object({ owner: z.string(), table: z.string(), column: z.string(), cascades: z.boolean() }),
);

/** All foreign keys of the schema, from the catalog: what the database will really do. */
export async function readReferences(database: Pick<Transaction, '$queryRaw'>): Promise<Reference[]> {
  return references.parse(
    await database.$queryRaw`
      SELECT owner.relname AS owner, child.relname AS table, att.attname AS column, con.confdeltype = 'c' AS cascades
      FROM pg_constraint con
      JOIN pg_class owner ON owner.oid = con.confrelid
      JOIN pg_class child ON child.oid = con.conrelid
      JOIN pg_attribute att ON att.attrelid = con.conrelid AND att.attnum = con.conkey[1]
      WHERE con.contype = 'f' AND con.connamespace = current_schema()::regnamespace`,
  );
}

/** What goes along when rows of an owner are deleted. */
export interface OwnedRows {
  /** Rows per model */
  counts: Record<string, number>;
  /** References of data keys that would otherwise outlive their rows */
  keys: Set<string>;
}

interface Catalog {
  models: readonly Model[];
  rules: readonly RetentionRule[];
  references: readonly Reference[];
}

const ownedRows = z.array(z.object({ id: z.string(), key: z.string().nullable() }));
const countRow = z.tuple([z.object({ count: z.int() })]);

/** Finds, before a deletion, what its cascades will take, down to the last level. */
export async function readOwned(
  tx: Pick<Transaction, '$queryRaw'>,
  catalog: Catalog,
  owner: string,
  ids: readonly string[],
): Promise<OwnedRows> {
  const owned: OwnedRows = { counts: {}, keys: new Set() };
  const seen = new Map<string, Set<string>>();
  await follow(owner, ids);
  return owned;

  async function follow(from: string, parents: readonly string[]): Promise<void> {
    if (parents.length === 0) return;
    for (const { table, column } of cascadesFrom(catalog, from)) {
      const model = catalog.models.find((candidate) => candidate.table === table);
      if (model === undefined) continue;
      const hanging = Prisma.sql`FROM ${identifier(table)} WHERE ${identifier(column)} = ANY(${[...parents]}::uuid[])`;
      if (isLeaf(catalog, model)) {
        const [{ count }] = countRow.parse(await tx.$queryRaw`SELECT count(*)::int AS count ${hanging}`);
        if (count > 0) owned.counts[model.name] = count;
        continue;
      }
      const rows = ownedRows.parse(
        await tx.$queryRaw`SELECT id::text AS id, ${keyColumn(catalog, model)} AS key ${hanging}`,
      );
      // Several ways may lead to one row (a message has a consultation and a writer): it counts once.
      const known = seen.get(model.name) ?? new Set();
      const fresh = rows.filter((row) => !known.has(row.id));
      for (const row of fresh) known.add(row.id);
      seen.set(model.name, known);
      for (const row of fresh) if (row.key !== null) owned.keys.add(row.key);
      if (known.size > 0) owned.counts[model.name] = known.size;
      await follow(
        table,
        fresh.map((row) => row.id),
      );
    }
  }
}

function cascadesFrom({ references }: Catalog, owner: string): readonly Reference[] {
  return references.filter((reference) => reference.cascades && reference.owner === owner);
}

/** Nothing hangs on its rows, they own no key, and only one way leads to them: to count them is enough. */
function isLeaf(catalog: Catalog, model: Model): boolean {
  const ways = catalog.references.filter((reference) => reference.cascades && reference.table === model.table);
  return ways.length === 1 && cascadesFrom(catalog, model.table).length === 0 && keyField(catalog, model) === undefined;
}

function keyField({ rules }: Catalog, model: Model): string | undefined {
  return rules.find((rule) => rule.model === model.name && rule.keyRef !== undefined)?.keyRef;
}

function keyColumn(catalog: Catalog, model: Model): Prisma.Sql {
  const name = keyField(catalog, model);
  const column = model.fields.find((field) => field.name === name)?.column;
  return column === undefined ? Prisma.sql`NULL::text` : identifier(column);
}
