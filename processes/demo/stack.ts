import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { productionBuild } from './build.ts';
import { type Child, startChild } from './child.ts';
import { setDatabaseClock } from './clock.ts';
import { openStackDatabase, type StackDatabase } from './database.ts';
import { processEnvironment, type StackRole } from './environment.ts';
import { type Inbox, startInbox } from './inbox.ts';
import { type LiveKit, startLiveKit } from './livekit.ts';
import { findLiveKit } from './livekit-source.ts';
import { freePort } from './ports.ts';
import { endLeftoverPostgres, type RunningPostgres } from './postgres.ts';
import { installationSecrets } from './secrets.ts';
import { seedScenario } from './seed.ts';
import { endLeftovers, isSupervised, openState, readState } from './state.ts';
import { startWeb, type WebProcess } from './web.ts';

export type StackOptions = {
  /** true: an own empty folder and free ports, all gone afterwards. false: the installation in `.local/demo`. */
  fresh?: boolean;
  /** Whether what PostgreSQL has said yes to outlives its being killed; absent: not in a fresh stack, which is faster. */
  durable?: boolean;
  /** Runs the sources themselves and follows their changes. */
  development?: boolean;
  /** Told what is done and how long it took. */
  say?: (line: string) => void;
  /** Breaks the start off; what is up already ends. */
  signal?: AbortSignal;
};

export type Stack = {
  urls: { member: string; staff: string; inbox: string; liveKit: string | null };
  /** Ports that we wished for and somebody else has. */
  takenPorts: { web: number | null; inbox: number | null };
  /** Why there is no video room; null when there is one. */
  liveKitAdvice: string | null;
  /** The whole environment of a process under a role, to start further ones like it. */
  env(role: StackRole): Record<string, string>;
  /** Connection of the schema's owner, for looking into the database from outside. */
  migrateUrl: string;
  /** Logs of all processes lie here. */
  folder: string;
  inbox: Inbox;
  /** null when DATABASE_URL names a server of somebody else. */
  postgres: RunningPostgres | null;
  web: WebProcess;
  scheduler: Child;
  /** One more web process of the same build, on a port of its own. Posts must carry the origin of `urls.member`. */
  startWeb(): Promise<WebProcess>;
  startScheduler(): Child;
  /** Sets the clock of database and processes; a duration: that far ahead, running on. */
  setClock(to: Temporal.Instant | Temporal.Duration | 'real'): Promise<void>;
  /** Resolves with its name when a process ends that nobody asked to. */
  failed: Promise<string>;
  /** Ends everything, last started first. Safe to call twice. */
  stop(): Promise<void>;
};

const WEB_PORT = 3000;
const INBOX_PORT = 8025;
const FRESH_PREFIX = 'sprechzeit-stack-';

/** Fresh stacks whose supervisor was killed: their processes end, their folders go. */
async function clearFreshLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FRESH_PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const state = readState(folder);
    if (state === null || isSupervised(state)) continue;
    await endLeftovers(state);
    for (const cluster of state.clusters) await endLeftoverPostgres(cluster);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws when somebody alive already runs the stack of this folder */
async function clearLeftovers(folder: string, say: (line: string) => void): Promise<void> {
  const state = readState(folder);
  if (state === null) return;
  if (isSupervised(state)) {
    const where = state.urls['member'] ?? 'starting';
    throw new Error(`It is running already (process ${state.supervisor.pid}, ${where}). End that one first.`);
  }
  const ended = await endLeftovers(state);
  for (const cluster of state.clusters) if (await endLeftoverPostgres(cluster)) ended.push('postgres');
  if (ended.length > 0) say(`Ended what an earlier run left behind: ${ended.join(', ')}`);
}

/** Runs a step, unless the start was broken off, and says how long it took. */
function timed(
  say: (line: string) => void,
  signal?: AbortSignal,
): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  return async (name, work) => {
    signal?.throwIfAborted();
    const start = performance.now();
    const result = await work();
    signal?.throwIfAborted();
    say(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${name}`);
    return result;
  };
}

/**
 * Starts the whole product on this machine: PostgreSQL, LiveKit, inbox of mails and SMS, web, scheduler.
 * When a part does not come up, what is up already ends before this throws.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { fresh = false, durable = !fresh, development = false, say = () => {}, signal } = options;
  await clearFreshLeftovers();
  const folder = fresh
    ? mkdtempSync(path.join(tmpdir(), FRESH_PREFIX))
    : path.resolve('.local', development ? 'dev' : 'demo');
  mkdirSync(folder, { recursive: true });
  if (!fresh) await clearLeftovers(folder, say);
  const state = openState(folder);
  const endings: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      for (const end of endings.toReversed()) await end();
      state.remove();
      if (fresh) rmSync(folder, { recursive: true, force: true });
    })();
    return stopping;
  };
  try {
    return await bringUp({
      fresh,
      durable,
      development,
      say,
      signal,
      folder,
      state,
      endings,
      stop,
      stopping: () => stopping !== undefined,
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

type Frame = {
  fresh: boolean;
  durable: boolean;
  development: boolean;
  say: (line: string) => void;
  signal: AbortSignal | undefined;
  folder: string;
  state: ReturnType<typeof openState>;
  endings: (() => Promise<unknown>)[];
  stop: () => Promise<void>;
  stopping: () => boolean;
};

async function bringUp(frame: Frame): Promise<Stack> {
  const { fresh, durable, development, folder, state, endings, say, signal } = frame;
  const step = timed(say, signal);
  const secrets = installationSecrets(folder);
  const keyStoreDir = path.join(folder, 'keys');
  mkdirSync(keyStoreDir, { recursive: true, mode: 0o700 });
  const webPort = await freePort(fresh ? 0 : WEB_PORT);
  const inboxPort = await freePort(fresh ? 0 : INBOX_PORT);
  const publicUrl = `http://localhost:${webPort}`;
  let fail: (name: string) => void = () => {};
  const failed = new Promise<string>((resolve) => {
    fail = resolve;
  });
  /** Writes a process down, ends it with the stack, and notices when it ends by itself. */
  const keep = (child: Child): void => {
    state.addProcess(child);
    void child.exited.then(() => (frame.stopping() ? undefined : fail(`${child.name}\n${child.logTail()}`)));
  };

  const build = development ? null : await step('web process built', () => productionBuild(say, signal));

  const database: StackDatabase = await step('database ready (PostgreSQL 18)', () =>
    openStackDatabase({
      folder,
      secrets,
      durable,
      port: fresh ? 0 : 54_329,
      givenUrl: fresh ? null : process.env.DATABASE_URL || null,
      onServer: (server) => {
        endings.push(() => server.stop());
        state.addCluster(server.dataDir);
      },
    }),
  );

  const source = await findLiveKit({ build: true, say, signal });
  const liveKit: LiveKit | null = await step(
    source.kind === 'none' ? 'no video room' : `LiveKit ready (${source.kind})`,
    () =>
      startLiveKit(source, {
        folder,
        apiKey: secrets.liveKitKey,
        apiSecret: secrets.liveKitSecret,
        webhookUrl: `${publicUrl}/api/livekit`,
      }),
  );
  if (liveKit !== null) endings.push(() => liveKit.stop());
  if (liveKit?.child) keep(liveKit.child);

  const inbox = await startInbox({
    http: inboxPort,
    smtp: await freePort(fresh ? 0 : 1025),
    sms: await freePort(fresh ? 0 : 8026),
  });
  endings.push(() => inbox.stop());

  const env = (role: StackRole): Record<string, string> =>
    processEnvironment({
      databaseUrl: database.urlFor(role),
      publicUrl,
      keyStoreDir,
      smtpUrl: inbox.smtpUrl,
      smsGatewayUrl: inbox.smsGatewayUrl,
      secrets,
      liveKit,
      crowded: fresh,
    });
  const migrateUrl = database.urlFor('migrate');
  // A check of an earlier day may have been killed with the clock turned.
  await setDatabaseClock(migrateUrl, 'real');
  await step('scenario "demo" present', () =>
    seedScenario('demo', { ...env('web'), MIGRATE_DATABASE_URL: migrateUrl }),
  );

  const launchWeb = async (port: number): Promise<WebProcess> => {
    const web = await startWeb({
      build,
      port,
      env: env('web'),
      logFile: path.join(folder, `web-${port}.log`),
      onStart: keep,
    });
    endings.push(() => web.child.stop());
    return web;
  };
  const launchScheduler = (): Child => {
    const scheduler = startChild({
      name: 'scheduler',
      command: process.execPath,
      args: [...(development ? ['--watch'] : []), '--conditions=react-server', 'processes/scheduler.ts'],
      env: { ...env('scheduler'), NODE_ENV: development ? 'development' : 'production' },
      logFile: path.join(folder, 'scheduler.log'),
    });
    keep(scheduler);
    endings.push(() => scheduler.stop());
    return scheduler;
  };

  const scheduler = launchScheduler();
  const web = await step('web ready', () => launchWeb(webPort));
  const urls = {
    member: publicUrl,
    staff: `${publicUrl}/arbeitsplatz`,
    inbox: inbox.url,
    liveKit: liveKit?.publicUrl ?? null,
  };
  state.setUrls({ member: urls.member, staff: urls.staff, inbox: urls.inbox });
  return {
    urls,
    takenPorts: {
      web: fresh || webPort === WEB_PORT ? null : WEB_PORT,
      inbox: fresh || inboxPort === INBOX_PORT ? null : INBOX_PORT,
    },
    liveKitAdvice: source.kind === 'none' ? source.advice : null,
    env,
    migrateUrl,
    folder,
    inbox,
    postgres: database.server,
    web,
    scheduler,
    startWeb: async () => launchWeb(await freePort()),
    startScheduler: launchScheduler,
    setClock: (to) =>
      setDatabaseClock(
        migrateUrl,
        to === 'real' ? to : to instanceof Temporal.Duration ? { ahead: to } : { fixed: to },
      ),
    failed,
    stop: frame.stop,
  };
}
