import { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';
import type { Model } from '#lib/platform/data-model.ts';
import type { Database, Transaction } from '#lib/platform/db.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { type KeyStore, toKeyRef } from '#lib/platform/keys.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type Reference, readOwned } from './owned-rows.ts';
import { expiredSql, identifier, type Removal, stillExpiredSql } from './plan-removal.ts';

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

/** How long a batch waits for a row that somebody has locked; taking turns with another purge is not limited. */
const lockTimeout = '200ms';
/** Two purges at once take turns, batch by batch, instead of getting in each other's way. */
const oneBatch = 7_103_512_640n;
const nothing: Batch = { rows: 0, removed: {}, keysDestroyed: 0, blocked: [] };

/**
 * Removes at most `size` expired rows and, in the same transaction, writes what went into the deletion report. The
 * clock is asked again on each row as it goes, so a hold that was confirmed meanwhile stays. (The roles may delete, not
 * lock: `FOR UPDATE` would need the right to change.)
 * @param passOver ids that could not be removed before
 */
export async function removeBatch(
  context: RemovalContext,
  removal: Removal,
  size: number,
  passOver: readonly string[] = [],
): Promise<Batch> {
  const alone =
    removal.empties.length > 0 ||
    (removal.key === null && !context.references.some(({ owner }) => owner === removal.model.table));
  try {
    return await (alone ? removeAlone : removeWithOwned)(context, removal, size, passOver);
  } catch (fault) {
    if (sqlStateOf(fault) !== sqlState.lockNotAvailable) throw fault;
    return { ...nothing, blocked: await candidates(context.database, removal, size, passOver) };
  }
}

/** The oldest first, as the index has them. */
function oldest(removal: Removal, size: number, passOver: readonly string[], column: string): Prisma.Sql {
  const others = passOver.length === 0 ? Prisma.empty : Prisma.sql`AND id <> ALL(${[...passOver]}::uuid[])`;
  return Prisma.sql`
    SELECT ${identifier(column)} FROM ${removal.table}
    WHERE ${expiredSql(removal)} ${others} ORDER BY ${removal.start} LIMIT ${size}`;
}

const idRows = z.array(z.object({ id: z.string() }));

async function candidates(
  database: Pick<Transaction, '$queryRaw'>,
  removal: Removal,
  size: number,
  passOver: readonly string[],
): Promise<string[]> {
  const rows = await database.$queryRaw(oldest(removal, size, passOver, 'id'));
  return idRows.parse(rows).map((row) => row.id);
}

const countRow = z.tuple([z.object({ count: z.int() })]);

/** Nothing hangs on these rows: they need not be read, only counted. */
async function removeAlone(
  { database, purgeId }: RemovalContext,
  removal: Removal,
  size: number,
  passOver: readonly string[],
): Promise<Batch> {
  const { table, empties, name } = removal;
  const chosen = Prisma.sql`ctid = ANY(ARRAY(${oldest(removal, size, passOver, 'ctid')})) AND ${stillExpiredSql(removal)}`;
  const nulls = empties.map((column) => Prisma.sql`${column} = NULL`);
  const change =
    empties.length === 0
      ? Prisma.sql`DELETE FROM ${table} WHERE ${chosen}`
      : Prisma.sql`UPDATE ${table} SET ${Prisma.join(nulls)} WHERE ${chosen}`;
  return database.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${oneBatch}), set_config('lock_timeout', ${lockTimeout}, true)`;
      const rows = await tx.$executeRaw(change);
      if (rows === 0) return nothing;
      const removed = { [name]: rows };
      await tx.$executeRaw`
        INSERT INTO deletion_report (purge_id, removed, keys_destroyed)
        VALUES (${purgeId}::uuid, ${JSON.stringify(removed)}::jsonb, 0)`;
      return { ...nothing, rows, removed };
    },
    { timeout: 120_000, maxWait: 30_000 },
  );
}

const goneRows = z.array(z.object({ key: z.string().nullable() }));

/** With all that hangs on the rows. The keys are destroyed before the deletion is committed: never a row without a key's end. */
async function removeWithOwned(
  context: RemovalContext,
  removal: Removal,
  size: number,
  passOver: readonly string[],
): Promise<Batch> {
  const { table, key, name } = removal;
  const work = async (tx: Transaction): Promise<Batch> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${oneBatch}), set_config('lock_timeout', ${lockTimeout}, true)`;
    const ids = await candidates(tx, removal, size, passOver);
    if (ids.length === 0) return nothing;
    const owned = await readOwned(tx, context, removal.model.table, ids);
    const gone = goneRows.parse(
      await tx.$queryRaw`
        DELETE FROM ${table} WHERE id = ANY(${ids}::uuid[]) AND ${stillExpiredSql(removal)}
        RETURNING ${key ?? Prisma.sql`NULL::text`} AS key`,
    );
    // Somebody changed one of them meanwhile; what hangs on it must not be touched. Undo, and look again.
    if (gone.length < ids.length) throw new ChangedMeanwhile(ids);
    const refs = [...gone.flatMap((row) => row.key ?? []), ...owned.keys].map(toKeyRef);
    const keysDestroyed = await context.keys.destroyAll(refs);
    const removed = { ...owned.counts, [name]: gone.length };
    await tx.$executeRaw`
      INSERT INTO deletion_report (purge_id, removed, keys_destroyed)
      VALUES (${context.purgeId}::uuid, ${JSON.stringify(removed)}::jsonb, ${keysDestroyed})`;
    return { rows: gone.length, removed, keysDestroyed, blocked: [] };
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await context.database.$transaction(work, { timeout: 120_000, maxWait: 30_000 });
    } catch (fault) {
      if (!(fault instanceof ChangedMeanwhile)) throw fault;
      if (attempt === 5) return { ...nothing, blocked: fault.ids };
    }
  }
}

class ChangedMeanwhile extends Error {
  readonly ids: readonly string[];

  constructor(ids: readonly string[]) {
    super('An expired row was changed while it was being removed');
    this.ids = ids;
  }
}

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
