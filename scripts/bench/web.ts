import path from 'node:path';
import { productionBuild } from '#processes/demo/build.ts';
import { processEnvironment } from '#processes/demo/environment.ts';
import { freePort } from '#processes/demo/ports.ts';
import { startWeb, type WebProcess } from '#processes/demo/web.ts';
import type { BenchDatabase, BenchServer } from './database.ts';
import { emptyBuild } from './empty-app.ts';

/** Web processes that answer the same. */
export interface Webs {
  urls: string[];
  pids: number[];
  stop(): Promise<void>;
}

/** The production build, as many processes as asked for, on a database of this run. */
export async function startProduct(
  server: BenchServer,
  database: BenchDatabase,
  count: number,
  say: (line: string) => void,
): Promise<Webs> {
  const build = await productionBuild(say);
  const ports = await portsFor(count);
  return startAll(server, ports, build, productEnv(server, database, ports));
}

function productEnv(server: BenchServer, database: BenchDatabase, ports: readonly number[]): Record<string, string> {
  const publicUrl = `http://localhost:${ports[0] ?? 0}`;
  return {
    ...processEnvironment({
      databaseUrl: database.url('web'),
      publicUrl,
      keyStoreDir: path.join(server.folder, 'keys'),
      // Nobody sends mails here: a scheduler would.
      smtpUrl: 'smtp://localhost:1',
      smsGatewayUrl: 'http://localhost:1',
      secrets: server.secrets,
      liveKit: null,
      crowded: true,
    }),
    // Networks are counted as in production, and none reaches its limit.
    LIMIT_FACTOR: '100000',
    LOG_LEVEL: 'error',
  };
}

/** The empty application, in as many processes. */
export async function startEmpty(server: BenchServer, count: number, say: (line: string) => void): Promise<Webs> {
  const build = await emptyBuild(say);
  return startAll(server, await portsFor(count), build, { PATH: process.env.PATH ?? '' });
}

async function portsFor(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let i = 0; i < count; i += 1) ports.push(await freePort(0));
  return ports;
}

async function startAll(
  { folder }: BenchServer,
  ports: readonly number[],
  build: string,
  env: Record<string, string>,
): Promise<Webs> {
  const webs: WebProcess[] = [];
  const stop = async () => {
    for (const { child } of webs) await child.stop();
  };
  try {
    for (const port of ports) {
      const logFile = path.join(folder, `web-${port}.log`);
      webs.push(await startWeb({ build, port, env, logFile, onStart: () => undefined }));
    }
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { urls: webs.map(({ url }) => url), pids: webs.map(({ child }) => child.pid), stop };
}
