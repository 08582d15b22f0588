import path from 'node:path';
import { migrateDatabase } from '#prisma/apply-grants.ts';
import {
  type DatabaseRole,
  ensureDatabase,
  ensureRoles,
  openDatabaseToRoles,
  type RolePasswords,
  urlForRole,
} from '#prisma/roles.ts';
import { type RunningPostgres, startPostgres } from './postgres.ts';
import type { Secrets } from './secrets.ts';

const DATABASE = 'sprechzeit';

export type StackDatabase = {
  urlFor(role: DatabaseRole): string;
  /** Names of the migrations that were applied now. */
  applied: string[];
  /** null when DATABASE_URL names a server of somebody else. */
  server: RunningPostgres | null;
  stop(): Promise<void>;
};

export type DatabaseOptions = {
  folder: string;
  secrets: Secrets;
  /** false: faster, and lost when the machine crashes. */
  durable: boolean;
  port: number;
  /** Connection of a database's owner who may create roles; null: an embedded PostgreSQL is started. */
  givenUrl: string | null;
  /** Called as soon as a server of ours runs, before anything is done with it. */
  onServer(server: RunningPostgres): void;
};

async function prepare(ownerUrl: string, passwords: RolePasswords): Promise<string[]> {
  await openDatabaseToRoles(ownerUrl);
  return migrateDatabase(urlForRole(ownerUrl, 'migrate', passwords.migrate));
}

/** A migrated database with its roles: embedded, or on the server of DATABASE_URL; the same steps in both cases. */
export async function openStackDatabase(options: DatabaseOptions): Promise<StackDatabase> {
  const { secrets, givenUrl } = options;
  if (givenUrl !== null) {
    await ensureRoles(givenUrl, secrets.roles);
    const applied = await prepare(givenUrl, secrets.roles);
    return {
      urlFor: (role) => urlForRole(givenUrl, role, secrets.roles[role]),
      applied,
      server: null,
      stop: async () => {},
    };
  }
  const server = await startPostgres({
    dataDir: path.join(options.folder, 'pg'),
    password: secrets.superuser,
    port: options.port,
    durable: options.durable,
    logFile: path.join(options.folder, 'postgres.log'),
  });
  options.onServer(server);
  await ensureRoles(server.superuserUrl(), secrets.roles);
  await ensureDatabase(server.superuserUrl(), DATABASE);
  const applied = await prepare(server.superuserUrl(DATABASE), secrets.roles);
  return {
    urlFor: (role) => urlForRole(server.superuserUrl(), role, secrets.roles[role], DATABASE),
    applied,
    server,
    stop: () => server.stop(),
  };
}
