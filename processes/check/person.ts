import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { browserArguments, ensureBrowser } from '../browser.ts';
import { type Colour, writeFakeCamera } from './fake-camera.ts';

/** Somebody in front of a browser of their own, whose camera shows one colour. */
export type Person = {
  colour: Colour;
  page: Page;
  /** A further window of the same browser program: own cookies, scripts off when asked. */
  open(options?: { scripts?: boolean }): Promise<BrowserContext>;
  /** Hosts that any page asked for, each once. */
  hosts: ReadonlySet<string>;
  /** What pages reported as failed: script errors and refused requests. */
  complaints: readonly string[];
  /** Everything that was sent to or came from our API, as text. */
  traffic: readonly string[];
  leave(): Promise<void>;
};

/** Reaches every connection of the page, so that decoded pictures can be counted. */
function keepConnections(): void {
  const kept: RTCPeerConnection[] = [];
  Object.assign(globalThis, { keptConnections: kept });
  globalThis.RTCPeerConnection = new Proxy(globalThis.RTCPeerConnection, {
    construct(Original, args: [RTCConfiguration?]) {
      const connection = new Original(...args);
      kept.push(connection);
      return connection;
    },
  });
}

/** Starts a browser with a camera of that colour. */
export async function arrive(colour: Colour): Promise<Person> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sprechzeit-camera-'));
  const browser: Browser = await chromium.launch({
    executablePath: ensureBrowser((line) => process.stdout.write(`${line}\n`)),
    args: [...browserArguments, `--use-file-for-fake-video-capture=${writeFakeCamera(folder, colour)}`],
  });
  const hosts = new Set<string>();
  const complaints: string[] = [];
  const traffic: string[] = [];
  const open = async ({ scripts = true } = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({
      locale: 'de-DE',
      timezoneId: 'Europe/Berlin',
      javaScriptEnabled: scripts,
      permissions: ['camera', 'microphone'],
    });
    await context.addInitScript(keepConnections);
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http')) hosts.add(url.hostname);
      if (url.pathname.startsWith('/api/')) traffic.push(`${url.pathname} ${request.postData() ?? ''}`);
    });
    context.on('response', (response) => {
      const { pathname } = new URL(response.url());
      // A stream of events has no end to wait for.
      if (!pathname.startsWith('/api/') || response.headers()['content-type']?.startsWith('text/event-stream')) return;
      void response.text().then(
        (text) => traffic.push(`${pathname} ${text}`),
        () => undefined,
      );
    });
    context.on('weberror', (error) => complaints.push(error.error().message));
    context.on('page', (page) => page.on('websocket', (socket) => hosts.add(new URL(socket.url()).hostname)));
    return context;
  };
  const page = await (await open()).newPage();
  return {
    colour,
    page,
    open,
    hosts,
    complaints,
    traffic,
    leave: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
