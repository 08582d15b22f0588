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
  /** Ids per model, each once although several ways may lead to it */
  ids: Map<string, Set<string>>;
  /** References of data keys that would otherwise outlive their rows */
  keys: Set<string>;
}

interface Catalog {
  models: readonly Model[];
  rules: readonly RetentionRule[];
  references: readonly Reference[];
}

const ownedRows = z.array(z.object({ id: z.string(), key: z.string().nullable() }));

/** Finds, before a deletion, what its cascades will take, down to the last level. */
export async function readOwned(
  tx: Pick<Transaction, '$queryRaw'>,
  catalog: Catalog,
  owner: string,
  ids: readonly string[],
  found: OwnedRows = { ids: new Map(), keys: new Set() },
): Promise<OwnedRows> {
  for (const { table, column } of catalog.references.filter(
    (reference) => reference.owner === owner && reference.cascades,
  )) {
    const model = catalog.models.find((candidate) => candidate.table === table);
    const id = model?.fields.find((field) => field.name === 'id')?.column;
    if (model === undefined || id === undefined || ids.length === 0) continue;
    const rows = ownedRows.parse(
      await tx.$queryRaw`
        SELECT ${identifier(id)}::text AS id, ${keyColumn(catalog, model)} AS key
        FROM ${identifier(table)} WHERE ${identifier(column)} = ANY(${[...ids]}::uuid[])`,
    );
    const known = found.ids.get(model.name) ?? new Set();
    const fresh = rows.filter((row) => !known.has(row.id));
    found.ids.set(model.name, new Set([...known, ...fresh.map((row) => row.id)]));
    for (const row of fresh) if (row.key !== null) found.keys.add(row.key);
    await readOwned(
      tx,
      catalog,
      table,
      fresh.map((row) => row.id),
      found,
    );
  }
  return found;
}

function keyColumn({ rules }: Catalog, model: Model): Prisma.Sql {
  const name = rules.find((rule) => rule.model === model.name && rule.keyRef !== undefined)?.keyRef;
  const column = model.fields.find((field) => field.name === name)?.column;
  return column === undefined ? Prisma.sql`NULL::text` : identifier(column);
}
