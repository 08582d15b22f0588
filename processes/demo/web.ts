import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';

export type WebOptions = {
  /** Folder with `server.js`, or null: Next's development server on the sources. */
  build: string | null;
  port: number;
  env: Record<string, string>;
  logFile: string;
  /** Called as soon as the process is there, before it answers. */
  onStart(child: Child): void;
};

/** Where a web process of the stack listens. */
export type WebProcess = { url: string; child: Child };

async function waitUntilReady(web: WebProcess, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline && !web.child.ended()) {
    const response = await fetch(web.url, { headers: { connection: 'close' }, redirect: 'manual' }).catch(() => null);
    await response?.arrayBuffer();
    if (response !== null && response.status < 500) return;
    await sleep(50);
  }
  await web.child.stop();
  throw new Error(`The web process does not answer:\n${web.child.logTail(30)}`);
}

/** Starts a web process and waits until it answers. */
export async function startWeb(options: WebOptions): Promise<WebProcess> {
  const { build, port } = options;
  const env = { ...options.env, PORT: String(port), HOSTNAME: 'localhost', NEXT_TELEMETRY_DISABLED: '1' };
  const child = startChild({
    name: `web:${port}`,
    command: process.execPath,
    args:
      build === null
        ? ['node_modules/next/dist/bin/next', 'dev', '--port', String(port), '--hostname', 'localhost']
        : ['server.js'],
    cwd: build ?? path.resolve('.'),
    env: { ...env, NODE_ENV: build === null ? 'development' : 'production' },
    logFile: options.logFile,
  });
  options.onStart(child);
  const web = { url: `http://localhost:${port}`, child };
  await waitUntilReady(web, build === null ? 120_000 : 30_000);
  return web;
}
