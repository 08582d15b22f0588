import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#prisma/generated/client.ts';
import { env } from './env.ts';

export type Database = PrismaClient;
/** What use cases take when they must run inside somebody else's transaction. */
export type Transaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** Opens a pool for one role. The caller ends it with `$disconnect()`. */
export function openDatabase(url: string): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) });
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
