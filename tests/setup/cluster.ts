/**
 * Once per run of the integration tests: an embedded PostgreSQL 18 with a migrated template database, which every
 * test file copies. It lies in the system's temporary folder, so several runs can go on side by side.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { endLeftoverPostgres, startPostgres } from '#processes/demo/postgres.ts';
import { isAlive, startMark } from '#processes/demo/processes.ts';
import { migrateDatabase } from '#prisma/apply-grants.ts';
import {
  ensureDatabase,
  ensureRoles,
  openDatabaseToRoles,
  type RolePasswords,
  urlForRole,
  withClient,
} from '#prisma/roles.ts';

export type TestCluster = { superuserUrl: string; template: string; passwords: RolePasswords; folder: string };

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

const PREFIX = 'sprechzeit-test-';
export const TEMPLATE = 'sprechzeit_template';

/** What a killed run left behind goes first: its runner is written down in its folder. */
async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const note = path.join(folder, 'runner');
    if (!existsSync(note)) continue;
    const [pid, mark] = readFileSync(note, 'utf8').split(' ');
    if (isAlive(Number(pid), mark ?? '')) continue;
    await endLeftoverPostgres(path.join(folder, 'pg'));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a cluster for tests and makes the template. @returns the cluster and how to end it */
export async function startTestCluster(): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  await clearLeftovers();
  const folder = path.join(tmpdir(), `${PREFIX}${process.pid}-${randomBytes(3).toString('hex')}`);
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(path.join(folder, 'runner'), `${process.pid} ${startMark(process.pid) ?? ''}`);
  const secret = (): string => randomBytes(12).toString('base64url');
  const passwords = { migrate: secret(), web: secret(), scheduler: secret(), voicebot: secret() };
  const server = await startPostgres({
    dataDir: path.join(folder, 'pg'),
    password: secret(),
    durable: false,
    logFile: path.join(folder, 'postgres.log'),
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ensureRoles(server.superuserUrl(), passwords);
    await ensureDatabase(server.superuserUrl(), TEMPLATE);
    await openDatabaseToRoles(server.superuserUrl(TEMPLATE));
    await migrateDatabase(urlForRole(server.superuserUrl(TEMPLATE), 'migrate', passwords.migrate));
    // Nobody may be connected to a template while it is copied.
    await withClient(server.superuserUrl(), (client) =>
      client.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { cluster: { superuserUrl: server.superuserUrl(), template: TEMPLATE, passwords, folder }, stop };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startTestCluster();
  project.provide('cluster', cluster);
  return stop;
}
