import { execFile, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './ports.ts';
import { type PostgresHome, postgresHome } from './postgres-home.ts';
import { commandLine, endProcess, startMark } from './processes.ts';

const run = promisify(execFile);

export type PostgresOptions = {
  /** Folder of the cluster; made when missing. */
  dataDir: string;
  /** Password of the superuser `postgres`; takes effect when the cluster is made. */
  password: string;
  /** First TCP port to try on 127.0.0.1; 0 or absent: any. */
  port?: number;
  /** The port is ours already: the server that had it was killed, and everybody looks for it there. */
  samePort?: true;
  /** false gives up durability for speed (tests only): a crash of the machine may lose data. */
  durable?: boolean;
  /** File that takes what the server says. */
  logFile: string;
};

export type RunningPostgres = {
  port: number;
  pid: number;
  mark: string;
  dataDir: string;
  /** Connection string of the superuser for a database. */
  superuserUrl(database?: string): string;
  /** Disconnects everybody, writes a checkpoint and ends. */
  stop(): Promise<void>;
};

/** The server is told everything by its settings; nothing of ours may leak into it. */
const bareEnvironment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv;

const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum_naptime=10s'];

async function initialise(home: PostgresHome, password: string, durable: boolean): Promise<void> {
  // In the (empty) data folder nothing may lie yet, so the password's file stands beside it and goes at once.
  const passwordFile = `${home.dataDir}.pw`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.account !== null) chownSync(passwordFile, home.account.uid, home.account.gid);
  try {
    await run(
      home.initdb,
      [
        `--pgdata=${home.dataDir}`,
        `--pwfile=${passwordFile}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // PostgreSQL's own collation: the same order on every machine, whatever locales it has.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...home.account, cwd: home.dataDir, env: bareEnvironment },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

type Postmaster = { pid: number; port: number; ready: boolean };

/** What the server itself writes down while it runs (PostgreSQL: postmaster.pid). */
function readPostmaster(dataDir: string): Postmaster | null {
  try {
    const lines = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * Ends a PostgreSQL that an earlier starter left behind on this data folder (it was killed, say).
 * @returns true when there was one
 */
export async function endLeftoverPostgres(dataDir: string): Promise<boolean> {
  const left = readPostmaster(dataDir);
  if (left === null) return false;
  const mark = startMark(left.pid);
  // The number may belong to a stranger after a reboot: only a process that names this folder is ours.
  if (mark === null || commandLine(left.pid)?.includes(dataDir) !== true) return false;
  await endProcess(left.pid, mark, { signal: 'SIGINT', patience: 20_000 });
  return true;
}

/**
 * Starts an embedded PostgreSQL 18 on 127.0.0.1, in its own process group, so that Ctrl-C in the terminal reaches only
 * us and we end things in order.
 * @throws with the last lines of the server's log when it does not come up
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const home = await postgresHome(options.dataDir);
  const { dataDir } = home;
  await endLeftoverPostgres(dataDir);
  if (!existsSync(path.join(dataDir, 'PG_VERSION')))
    await initialise(home, options.password, options.durable !== false);
  const { port: wished = 0, samePort = false } = options;
  const port = samePort ? wished : await freePort(wished);
  const settings = [
    'listen_addresses=127.0.0.1',
    // No socket file: it would need a lock in a shared folder.
    'unix_socket_directories=',
    'max_connections=200',
    // Log lines must not carry personal data, and statements hold parameters.
    'log_statement=none',
    'log_min_error_statement=panic',
    // Without the details, which quote the row that a constraint refused.
    'log_error_verbosity=terse',
    'log_parameter_max_length_on_error=0',
    ...(options.durable === false ? NOT_DURABLE : []),
  ];
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(home.postgres, ['-D', dataDir, '-p', String(port), ...settings.flatMap((s) => ['-c', s])], {
    ...home.account,
    cwd: dataDir,
    env: bareEnvironment,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  const deadline = performance.now() + 60_000;
  for (;;) {
    const status = readPostmaster(dataDir);
    if (status !== null && status.pid === child.pid && status.ready) break;
    if (ended || performance.now() > deadline) {
      child.kill('SIGQUIT');
      const tail = readFileSync(options.logFile, 'utf8').split('\n').slice(-12).join('\n');
      throw new Error(`PostgreSQL did not start:\n${tail}`);
    }
    await sleep(15);
  }
  const pid = child.pid ?? 0;
  const mark = startMark(pid) ?? '';
  child.unref();
  return {
    port,
    pid,
    mark,
    dataDir,
    superuserUrl: (database = 'postgres') =>
      `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await endProcess(pid, mark, { signal: 'SIGINT', patience: 20_000 });
    },
  };
}
