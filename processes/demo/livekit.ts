import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';
import type { LiveKitSource } from './livekit-source.ts';
import { freePort } from './ports.ts';

export type LiveKit = {
  /** API for our server. */
  url: string;
  /** What browsers connect to. */
  publicUrl: string;
  apiKey: string;
  apiSecret: string;
  /** Does it relay media itself, so that browsers need ask nobody else? */
  ownTurn: boolean;
  /** null when somebody else runs it. */
  child: Child | null;
  stop(): Promise<void>;
};

export type LiveKitOptions = {
  /** Folder for the configuration and the log. */
  folder: string;
  apiKey: string;
  apiSecret: string;
  /** Where the server reports what happens in rooms; null: nowhere. */
  webhookUrl: string | null;
};

const RELAY_PORTS = 50;

/** A UDP port that nobody listens on. */
function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/**
 * Settings that keep everything on this machine: without a TURN server of its own, the browser's library would ask
 * public STUN servers on every join. Rooms exist only when our server makes them (`auto_create`).
 */
async function configuration(options: LiveKitOptions): Promise<{ port: number; tcpPort: number; settings: object }> {
  const port = await freePort();
  const tcpPort = await freePort();
  // Below the range from which the system hands out ports by itself; a random start, so that two stacks rarely meet.
  const relayStart = 20_000 + Math.floor(Math.random() * 150) * (RELAY_PORTS + 10);
  const loopback = Object.entries(networkInterfaces()).find(([, addresses]) => addresses?.some((a) => a.internal))?.[0];
  const settings = {
    port,
    bind_addresses: ['127.0.0.1'],
    keys: { [options.apiKey]: options.apiSecret },
    logging: { level: 'warn', pion_level: 'error' },
    room: { auto_create: false, empty_timeout: 300, departure_timeout: 60 },
    ...(options.webhookUrl === null ? {} : { webhook: { api_key: options.apiKey, urls: [options.webhookUrl] } }),
    rtc: {
      udp_port: await freeUdpPort(),
      tcp_port: tcpPort,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      enable_loopback_candidate: true,
      interfaces: { includes: [loopback ?? 'lo'] },
    },
    turn: {
      enabled: true,
      udp_port: await freeUdpPort(),
      bind_addresses: ['127.0.0.1'],
      relay_range_start: relayStart,
      relay_range_end: relayStart + RELAY_PORTS,
    },
  };
  return { port, tcpPort, settings };
}

async function answers(url: string, child: Child): Promise<boolean> {
  const deadline = performance.now() + 15_000;
  while (performance.now() < deadline && !child.ended()) {
    // A connection kept open would hold up the server's end.
    const response = await fetch(url, { headers: { connection: 'close' } }).catch(() => null);
    await response?.text();
    if (response?.ok === true) return true;
    await sleep(30);
  }
  return false;
}

/**
 * Starts the media server that `findLiveKit` found, or takes the one that was given.
 * @throws with the end of its log when it does not answer
 */
export async function startLiveKit(source: LiveKitSource, options: LiveKitOptions): Promise<LiveKit | null> {
  if (source.kind === 'none') return null;
  if (source.kind === 'given') {
    const { url, publicUrl, apiKey, apiSecret, ownTurn } = source;
    return { url, publicUrl, apiKey, apiSecret, ownTurn, child: null, stop: async () => {} };
  }
  const { port, settings } = await configuration(options);
  const file = path.join(options.folder, 'livekit.yaml');
  // JSON is YAML too.
  writeFileSync(file, JSON.stringify(settings, null, 2), { mode: 0o600 });
  const logFile = path.join(options.folder, 'livekit.log');
  const container = `sprechzeit-livekit-${port}`;
  const child =
    source.kind === 'binary'
      ? startChild({ name: 'livekit', command: source.file, args: ['--config', file], logFile })
      : startChild({
          name: 'livekit',
          command: 'docker',
          args: [
            'run',
            '--rm',
            '--name',
            container,
            '--network',
            'host',
            '-v',
            `${file}:/livekit.yaml:ro`,
            source.image,
            '--config',
            '/livekit.yaml',
          ],
          logFile,
        });
  const url = `http://127.0.0.1:${port}`;
  if (!(await answers(url, child))) {
    await child.stop();
    throw new Error(`LiveKit does not answer:\n${child.logTail()}`);
  }
  return {
    url,
    publicUrl: `ws://127.0.0.1:${port}`,
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    ownTurn: true,
    child,
    stop: async () => {
      // After the first signal it waits for everybody to leave their rooms; the second ends it.
      await child.stop({ repeatAfter: 300 });
      // The command-line client forwards signals, but a killed one leaves its container.
      if (source.kind === 'docker') {
        try {
          execFileSync('docker', ['rm', '--force', container], { stdio: 'ignore' });
        } catch {
          // It is gone already, as it should be.
        }
      }
    },
  };
}
