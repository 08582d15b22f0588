import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';

export type Database = PrismaClient;
/** What use cases take when they must run inside somebody else's transaction. */
export type Transaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

const pools = new WeakMap<object, Pool>();

/** Opens a pool for one role. The caller ends it with `$disconnect()`. */
export function openDatabase(url: string): Database {
  const pool = new Pool({ connectionString: url, max: 10 });
  // A connection that broke while it was idle is none any more; the next statement opens another one.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementName, disposeExternalPool: true });
  const database = new PrismaClient({ adapter });
  pools.set(database, pool);
  return database;
}

/**
 * Rows of a statement that is asked so often that its way through Prisma's layers costs more than its answer (decision
 * 0020): the driver sends it over a connection of the same pool, under the same name. Values come as the driver reads
 * them: whole numbers of 64 bits as text. Within a transaction it takes Prisma's way, as everything there.
 */
export async function readRows(database: Pick<Transaction, '$queryRaw'>, statement: Prisma.Sql): Promise<unknown[]> {
  const pool = pools.get(database);
  if (pool === undefined) return database.$queryRaw<unknown[]>(statement);
  // A pool is ended with the client that it was opened for, which knows it once it is connected.
  if ('$connect' in database) await (database as Database).$connect();
  const { text, values } = statement;
  const { rows } = await pool.query<object>({ name: statementName({ sql: text }), text, values });
  return rows;
}

/** More texts than the product has; one that is made of a varying number of parts must not fill the server's memory. */
const maxPrepared = 1000;
const prepared = new Map<string, string>();

/**
 * Statements are prepared under a name, once a connection: planning those that hold a time takes the database longer
 * than doing them. Whatever comes after the first thousand texts has no name, and is planned each time.
 */
function statementName({ sql }: { sql: string }): string {
  const known = prepared.get(sql);
  if (known !== undefined) return known;
  if (prepared.size >= maxPrepared) return '';
  const name = `s${prepared.size}`;
  prepared.set(sql, name);
  return name;
}

let current: Database | undefined;

/** The process's own pool, under its own role. */
export function db(): Database {
  current ??= openDatabase(env().DATABASE_URL);
  return current;
}

/** Ends the process's pool; the next `db()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  await current?.$disconnect();
  current = undefined;
}
