import pg from 'pg';
import { type ProcessRole, processRoles } from './grants.ts';

/** Who connects to the database: the owner of the schema, and one role per process. */
export const databaseRoles = ['migrate', ...processRoles] as const;
export type DatabaseRole = 'migrate' | ProcessRole;
export type RolePasswords = Record<DatabaseRole, string>;

export const roleName = (role: DatabaseRole): string => `sprechzeit_${role}`;

/** The same server and database under another role. */
export function urlForRole(url: string, role: DatabaseRole, password: string, database?: string): string {
  const result = new URL(url);
  result.username = roleName(role);
  result.password = encodeURIComponent(password);
  if (database !== undefined) result.pathname = `/${database}`;
  return result.href;
}

/** Opens one connection, runs `work`, closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes the roles, or gives those that are there the passwords of `passwords`. Roles belong to a whole server, so two
 * installations on one server must share their passwords.
 * @param adminUrl somebody who may create roles
 */
export async function ensureRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const role of databaseRoles) {
      const name = client.escapeIdentifier(roleName(role));
      const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [roleName(role)]);
      const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(passwords[role])}`);
    }
  });
}

/** Makes a database that belongs to the migrating role, unless it is there. @returns true when it was made */
export async function ensureDatabase(adminUrl: string, database: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount !== 0) return false;
    const owner = client.escapeIdentifier(roleName('migrate'));
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${owner}`);
    return true;
  });
}

/**
 * Lets the roles into a database: the migrating role makes tables there, the processes only come in.
 * @param ownerUrl the owner of the database
 */
export async function openDatabaseToRoles(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
    const database = client.escapeIdentifier(rows[0]?.name ?? '');
    const owner = client.escapeIdentifier(roleName('migrate'));
    // Whoever else has an account on this server has no business here.
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${owner}`);
    await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${owner}`);
    for (const role of processRoles) {
      const name = client.escapeIdentifier(roleName(role));
      await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${name}`);
      await client.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
    }
  });
}
