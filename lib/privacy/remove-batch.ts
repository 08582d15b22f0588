import { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';
import type { Model } from '#lib/platform/data-model.ts';
import type { Database, Transaction } from '#lib/platform/db.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { type KeyStore, toKeyRef } from '#lib/platform/keys.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type Reference, readOwned } from './owned-rows.ts';
import { expiredSql, identifier, type Removal } from './plan-removal.ts';

export interface RemovalContext {
  database: Database;
  keys: KeyStore;
  models: readonly Model[];
  rules: readonly RetentionRule[];
  references: readonly Reference[];
  purgeId: string;
}

export interface Batch {
  /** Rows (or emptied rows) of the removal itself */
  rows: number;
  /** The same with what cascades took, per name */
  removed: Record<string, number>;
  keysDestroyed: number;
  /** Ids that stay because something that hangs on one of them is locked; their keys are gone all the same */
  blocked: readonly string[];
}

/**
 * Removes at most `size` expired rows and, in the same transaction, writes what went into the deletion report. Rows
 * that somebody has locked are passed over. A condition stands on the locked row itself, so a hold that was confirmed
 * meanwhile stays.
 * @param passOver ids that could not be removed before
 */
export async function removeBatch(
  context: RemovalContext,
  removal: Removal,
  size: number,
  passOver: readonly string[] = [],
): Promise<Batch> {
  const alone =
    removal.key === null && !context.references.some((reference) => reference.owner === removal.model.table);
  return alone || removal.empties.length > 0
    ? removeAlone(context, removal, size)
    : removeWithOwned(context, removal, size, passOver);
}

const countRow = z.tuple([z.object({ count: z.int() })]);

/** Nothing hangs on these rows: one statement. */
async function removeAlone({ database, purgeId }: RemovalContext, removal: Removal, size: number): Promise<Batch> {
  const { table, start, empties, name } = removal;
  const chosen = Prisma.sql`
    ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${expiredSql(removal)} ORDER BY ${start} LIMIT ${size} FOR UPDATE SKIP LOCKED))`;
  const nulls = empties.map((column) => Prisma.sql`${column} = NULL`);
  const change =
    empties.length === 0
      ? Prisma.sql`DELETE FROM ${table} WHERE ${chosen}`
      : Prisma.sql`UPDATE ${table} SET ${Prisma.join(nulls)} WHERE ${chosen}`;
  const [{ count }] = countRow.parse(
    await database.$queryRaw`
      WITH gone AS (${change} RETURNING 1),
      counted AS (SELECT count(*)::int AS count FROM gone),
      told AS (
        INSERT INTO deletion_report (purge_id, removed, keys_destroyed)
        SELECT ${purgeId}::uuid, jsonb_build_object(${name}::text, count), 0 FROM counted WHERE count > 0
      )
      SELECT count FROM counted`,
  );
  return { rows: count, removed: count === 0 ? {} : { [name]: count }, keysDestroyed: 0, blocked: [] };
}

const chosenRows = z.array(z.object({ id: z.uuid(), key: z.string().nullable() }));

/** Keys first, then the rows with all that hangs on them. */
async function removeWithOwned(
  context: RemovalContext,
  removal: Removal,
  size: number,
  passOver: readonly string[],
): Promise<Batch> {
  const { table, start, key, name } = removal;
  let ids: string[] = [];
  const work = async (tx: Transaction): Promise<Batch> => {
    // A lock on what hangs on a row must not hold up the purge.
    await tx.$executeRaw`SELECT set_config('lock_timeout', '200', true)`;
    const rows = chosenRows.parse(
      await tx.$queryRaw`
        SELECT id::text AS id, ${key ?? Prisma.sql`NULL::text`} AS key FROM ${table}
        WHERE ${expiredSql(removal)} AND id <> ALL(${[...passOver]}::uuid[])
        ORDER BY ${start} LIMIT ${size} FOR UPDATE SKIP LOCKED`,
    );
    ids = rows.map((row) => row.id);
    if (ids.length === 0) return nothing;
    const owned = await readOwned(tx, context, removal.model.table, ids);
    const refs = [...rows.flatMap((row) => row.key ?? []), ...owned.keys].map(toKeyRef);
    const keysDestroyed = await context.keys.destroyAll(refs);
    await tx.$executeRaw`DELETE FROM ${table} WHERE id = ANY(${ids}::uuid[])`;
    const taken = [...owned.ids].filter(([, found]) => found.size > 0).map(([model, found]) => [model, found.size]);
    const removed = { ...(Object.fromEntries(taken) as Record<string, number>), [name]: ids.length };
    await tx.$executeRaw`
      INSERT INTO deletion_report (purge_id, removed, keys_destroyed)
      VALUES (${context.purgeId}::uuid, ${JSON.stringify(removed)}::jsonb, ${keysDestroyed})`;
    return { rows: ids.length, removed, keysDestroyed, blocked: [] };
  };
  try {
    return await context.database.$transaction(work, { timeout: 120_000, maxWait: 30_000 });
  } catch (fault) {
    if (sqlStateOf(fault) !== sqlState.lockNotAvailable) throw fault;
    return { ...nothing, blocked: ids };
  }
}

const nothing: Batch = { rows: 0, removed: {}, keysDestroyed: 0, blocked: [] };

/** How many rows of a removal are past their clock at `now` and still there. */
export async function countExpired(
  database: Pick<Database, '$queryRaw'>,
  removal: Removal,
  now: Temporal.Instant,
): Promise<number> {
  const table = identifier(removal.model.table);
  const [{ count }] = countRow.parse(
    await database.$queryRaw`SELECT count(*)::int AS count FROM ${table} WHERE ${expiredSql(removal, now)}`,
  );
  return count;
}
