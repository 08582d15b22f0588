import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * How our tests start a browser: with made-up camera and microphone, no sandbox (root in a container cannot have one),
 * and without anything that browsers do of their own accord over the network.
 */
export const browserArguments = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // A machine without a network card has the loopback only.
  '--allow-loopback-in-peer-connection',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser of the Chromium family: CHROMIUM, else on PATH, else where macOS keeps it. null: there is none. */
export function findBrowser(): string | null {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '') return given;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...MAC].find(isProgram) ?? null;
}

function isDebianRoot(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID(_LIKE)?=.*debian/m.test(release) && isProgram('/usr/bin/apt-get');
}

/**
 * A browser, installed from Debian when we are root there and none is at hand (Playwright's own cannot be had without
 * internet).
 * @throws with one sentence that says what to install
 */
export function ensureBrowser(say: (line: string) => void): string {
  const found = findBrowser();
  if (found !== null) return found;
  if (isDebianRoot()) {
    say('Installing Debian’s Chromium …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const result = spawnSync('/usr/bin/apt-get', ['-q', ...args], { encoding: 'utf8', env });
      if (result.status !== 0) throw new Error(`apt-get ${args[0]} failed: ${result.stderr.trim().split('\n').at(-1)}`);
    }
    const installed = findBrowser();
    if (installed !== null) return installed;
  }
  throw new Error('No browser found for the journeys: install Chromium or Chrome, or name one in CHROMIUM.');
}
