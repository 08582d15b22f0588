import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive, startMark } from './processes.ts';
import { buildKey } from './secrets.ts';

const run = promisify(execFile);

/** What the web process is made of. A change in any of it makes a new build. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'package-lock.json',
  'tsconfig.json',
  'scripts/collect-csp-hashes.ts',
];

const root = path.resolve('.');
const builds = path.join(root, '.local', 'build');
const KEPT = 4;
/** A build that was started so recently may still be served; in milliseconds. */
const IN_USE = 12 * 3_600_000;

function* filesOf(entry: string): Generator<string> {
  if (!existsSync(entry)) return;
  if (statSync(entry).isFile()) {
    yield entry;
    return;
  }
  for (const name of readdirSync(entry).sort()) yield* filesOf(path.join(entry, name));
}

/** Fingerprint of everything a build is made of, tests left out. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(source)) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash.update(file).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  // Of package.json, what the code sees; its scripts change often and build nothing.
  const { imports, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
  hash.update(JSON.stringify({ imports, dependencies }));
  return hash.update(process.version).update(buildKey()).digest('hex').slice(0, 16);
}

/** One build at a time per checkout; a dead owner's lock does not count. */
async function lock(): Promise<() => void> {
  const file = path.join(builds, 'lock');
  mkdirSync(builds, { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, `${process.pid} ${startMark(process.pid) ?? ''}`, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [pid, mark] = (existsSync(file) ? readFileSync(file, 'utf8') : '').split(' ');
      if (pid !== '' && pid !== undefined && !isAlive(Number(pid), mark ?? '')) rmSync(file, { force: true });
      else await sleep(300);
    }
  }
}

/** The standalone server lacks what browsers fetch: the build's static files and `public`. */
function assemble(target: string): void {
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  cpSync('.next/standalone', partial, { recursive: true, verbatimSymlinks: true });
  // Checksums of scripts and style sheets, which the proxy reads at run time.
  if (existsSync('.next/csp-hashes.json'))
    cpSync('.next/csp-hashes.json', path.join(partial, '.next', 'csp-hashes.json'));
  cpSync('.next/static', path.join(partial, '.next', 'static'), { recursive: true });
  if (existsSync('public')) cpSync('public', path.join(partial, 'public'), { recursive: true });
  renameSync(partial, target);
}

function removeOldBuilds(): void {
  const old = readdirSync(builds, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(builds, entry.name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .slice(KEPT)
    .filter((folder) => Date.now() - statSync(folder).mtimeMs > IN_USE);
  for (const folder of old) rmSync(folder, { recursive: true, force: true });
}

/**
 * The production build of the present sources, made only when there is none yet. It lies in a folder of its own, so
 * that a later build does not pull the files from under a running server.
 * @returns folder with `server.js`
 * @throws with the end of the build's output
 */
export async function productionBuild(say: (line: string) => void, signal?: AbortSignal): Promise<string> {
  const release = await lock();
  try {
    const target = path.join(builds, sourceHash());
    if (existsSync(path.join(target, 'server.js'))) {
      // Used now: the oldest by use goes first.
      utimesSync(target, new Date(), new Date());
      return target;
    }
    say('Building the web process (needed once per change of its sources) …');
    await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: buildKey(),
      },
      maxBuffer: 50_000_000,
      ...(signal === undefined ? {} : { signal }),
    }).catch((error: { stdout?: string; stderr?: string }) => {
      signal?.throwIfAborted();
      throw new Error(
        `The build failed:\n${`${error.stdout ?? ''}${error.stderr ?? ''}`.trim().split('\n').slice(-40).join('\n')}`,
      );
    });
    if (existsSync('scripts/collect-csp-hashes.ts')) await run(process.execPath, ['scripts/collect-csp-hashes.ts']);
    assemble(target);
    removeOldBuilds();
    return target;
  } finally {
    release();
  }
}
