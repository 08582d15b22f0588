import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type DatabaseRole, urlForRole, withClient } from '#prisma/roles.ts';

let current = '';

/** Names the database that the functions below speak of. Called by the setup of each test file. */
export function chooseDatabase(name: string): void {
  current = name;
}

/**
 * Connection string of a role to this file's database.
 * @param role a process, the schema's owner (`migrate`), or `superuser`, which may do anything
 */
export function databaseUrl(role: DatabaseRole | 'superuser', database = current): string {
  const cluster = inject('cluster');
  if (role !== 'superuser') return urlForRole(cluster.superuserUrl, role, cluster.passwords[role], database);
  const url = new URL(cluster.superuserUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Makes a fresh, migrated, empty database. @returns its name, for `databaseUrl(role, name)` */
export async function copyTemplate(): Promise<string> {
  const { template } = inject('cluster');
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await withClient(databaseUrl('superuser', 'postgres'), async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER sprechzeit_migrate`);
  });
  return name;
}

/** Makes a database without any table, owned by the migrating role. */
export async function emptyDatabase(): Promise<string> {
  const name = `empty_${process.pid}_${randomBytes(4).toString('hex')}`;
  await withClient(databaseUrl('superuser', 'postgres'), async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER sprechzeit_migrate`);
  });
  return name;
}

const open: pg.Client[] = [];

afterAll(async () => {
  await Promise.all(open.splice(0).map((client) => client.end()));
});

/** An open connection under a role; closed after the test file. */
export async function connectAs(role: DatabaseRole | 'superuser', database = current): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl(role, database) });
  await client.connect();
  open.push(client);
  return client;
}

/** Removes every row of every table of ours, so that each test starts from nothing. */
export async function emptyTables(): Promise<void> {
  await withClient(databaseUrl('superuser'), async (client) => {
    const { rows } = await client.query<{ list: string | null }>(
      `SELECT string_agg(quote_ident(tablename), ', ') AS list FROM pg_tables
       WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    const list = rows[0]?.list;
    if (list !== null && list !== undefined) await client.query(`TRUNCATE ${list} RESTART IDENTITY CASCADE`);
  });
}
