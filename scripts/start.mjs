/**
 * node scripts/start.mjs demo|test|dev [arguments]
 *
 * The first thing that runs on a fresh clone: plain JavaScript for Node 20 and later, without any package. It installs
 * the packages when they are missing or have changed, makes the database client, and hands over to the Node version
 * that the project pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const pinnedNode = path.join(root, 'node_modules', 'node', 'bin', 'node');
const programs = { demo: 'processes/demo.ts', dev: 'processes/dev.ts', test: 'scripts/test.ts' };
const [command = '', ...args] = process.argv.slice(2);

process.chdir(root);

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

/** Says a line with the seconds that the step took. */
function done(name, start) {
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${name}\n`);
}

const digest = (text) => createHash('sha256').update(text).digest('hex');
const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Has npm put exactly these packages here already? It keeps an account of what it installed. */
function packagesFit(lockText) {
  const account = readIfThere('node_modules/.package-lock.json');
  if (account === '' || !existsSync(pinnedNode)) return false;
  const wanted = Object.entries(JSON.parse(lockText).packages).filter(([place]) => place !== '');
  const installed = JSON.parse(account).packages;
  return wanted.every(([place, { version, optional, devOptional }]) =>
    installed[place] === undefined ? optional === true || devOptional === true : installed[place].version === version,
  );
}

function installPackages() {
  const lockText = readFileSync('package-lock.json', 'utf8');
  const stamp = 'node_modules/.sprechzeit-lock';
  if (existsSync(pinnedNode) && readIfThere(stamp) === digest(lockText)) return;
  if (!packagesFit(lockText)) {
    const start = performance.now();
    process.stdout.write('Installing the packages …\n');
    // npm is a script of its own; run by the same Node it needs no shell, on any system.
    const npm = process.env.npm_execpath;
    const [program, before] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
    const result = spawnSync(program, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      stdio: 'inherit',
      env: {
        ...process.env,
        // Test tools and all: the demo builds from source.
        NODE_ENV: '',
        // Nothing is fetched but packages: no engines, no browsers, no hooks.
        PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
        PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
        LEFTHOOK: '0',
      },
    });
    if (result.status !== 0) fail('npm ci failed; what it said stands above.');
    if (!existsSync(pinnedNode))
      fail('The package "node" has no binary: npm must be allowed to run its install script.');
    done('packages installed', start);
  }
  writeFileSync(stamp, digest(lockText));
}

function makeDatabaseClient() {
  const schema = readdirSync('prisma/schema')
    .sort()
    .map((name) => readFileSync(path.join('prisma/schema', name), 'utf8'));
  const fingerprint = digest(schema.join('\0') + readIfThere('node_modules/prisma/package.json'));
  const stamp = '.local/generated-from';
  if (existsSync('prisma/generated/client.ts') && readIfThere(stamp) === fingerprint) return;
  const start = performance.now();
  const result = spawnSync(pinnedNode, ['scripts/generate.ts'], { encoding: 'utf8' });
  if (result.status !== 0) fail(`The database client cannot be made:\n${result.stdout}${result.stderr}`);
  mkdirSync('.local', { recursive: true });
  writeFileSync(stamp, fingerprint);
  done('database client made', start);
}

/** Numbers of the shell that npm put between, and of npm itself (the latter where /proc tells). */
function callers() {
  const stat = readIfThere(`/proc/${process.ppid}/stat`);
  return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? ''}`;
}

/** Runs the program with the pinned Node, passes signals on, and ends as it ends. */
function handOver(program) {
  const child = spawn(pinnedNode, ['--conditions=react-server', program, ...args], {
    // The channel tells the program when this script was killed: it then ends what it started.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: [path.dirname(pinnedNode), process.env.PATH].join(path.delimiter) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) {
    // A killed npm leaves this script behind; nobody could end it from the terminal any more.
    const whole = callers();
    setInterval(() => (callers() === whole ? undefined : child.kill('SIGTERM')), 1000).unref();
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node ${process.versions.node} is too old: 20 or later is needed to start.`);
if (!Object.hasOwn(programs, command))
  fail(`Usage: node scripts/start.mjs ${Object.keys(programs).join('|')} [arguments]`);
installPackages();
makeDatabaseClient();
handOver(programs[command]);
