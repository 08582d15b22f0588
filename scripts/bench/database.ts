import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '#prisma/apply-grants.ts';
import { type DatabaseRole, ensureDatabase, ensureRoles, openDatabaseToRoles, urlForRole } from '#prisma/roles.ts';
import { startPostgres } from '#processes/demo/postgres.ts';

export interface BenchDatabase {
  /** Of the server, for its processor time */
  pid: number;
  /** A folder that goes with the database */
  folder: string;
  url(role: DatabaseRole): string;
  stop(): Promise<void>;
}

/** A fresh, migrated database on a server of its own that writes to the disk as in production. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'sprechzeit-bench-'));
  const secret = () => randomBytes(12).toString('base64url');
  const passwords = { migrate: secret(), web: secret(), scheduler: secret(), voicebot: secret() };
  const server = await startPostgres({
    dataDir: join(folder, 'pg'),
    password: secret(),
    logFile: join(folder, 'postgres.log'),
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ensureRoles(server.superuserUrl(), passwords);
    await ensureDatabase(server.superuserUrl(), 'bench');
    await openDatabaseToRoles(server.superuserUrl('bench'));
    const url = (role: DatabaseRole) => urlForRole(server.superuserUrl('bench'), role, passwords[role]);
    await migrateDatabase(url('migrate'));
    return { pid: server.pid, folder, url, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
