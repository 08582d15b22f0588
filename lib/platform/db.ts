import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';

export type Database = PrismaClient;
/** What use cases take when they must run inside somebody else's transaction. */
export type Transaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** Opens a pool for one role. The caller ends it with `$disconnect()`. */
export function openDatabase(url: string): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 10 }, { statementNameGenerator: statementName }),
  });
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
