import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '#prisma/apply-grants.ts';
import { type DatabaseRole, ensureDatabase, ensureRoles, openDatabaseToRoles, urlForRole } from '#prisma/roles.ts';
import { startPostgres } from '#processes/demo/postgres.ts';
import { installationSecrets, type Secrets } from '#processes/demo/secrets.ts';

/** A migrated database on the server of this run. */
export interface BenchDatabase {
  url(role: DatabaseRole): string;
}

/** A server of PostgreSQL of this run alone, that writes to the disk as in production. */
export interface BenchServer {
  /** For its processor time */
  pid: number;
  /** A folder that goes with the server */
  folder: string;
  secrets: Secrets;
  superuserUrl: string;
  /** Makes a database, empty but for its tables. */
  database(name: string): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

export async function startBenchServer(): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sprechzeit-bench-'));
  const secrets = installationSecrets(folder);
  const server = await startPostgres({
    dataDir: join(folder, 'pg'),
    password: secrets.superuser,
    logFile: join(folder, 'postgres.log'),
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ensureRoles(server.superuserUrl(), secrets.roles);
  } catch (fault) {
    await stop();
    throw fault;
  }
  const database = async (name: string): Promise<BenchDatabase> => {
    await ensureDatabase(server.superuserUrl(), name);
    await openDatabaseToRoles(server.superuserUrl(name));
    const url = (role: DatabaseRole) => urlForRole(server.superuserUrl(name), role, secrets.roles[role]);
    await migrateDatabase(url('migrate'));
    return { url };
  };
  return { pid: server.pid, folder, secrets, superuserUrl: server.superuserUrl(), database, stop };
}
