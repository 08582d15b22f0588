import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The media server we test with. */
export const LIVEKIT_VERSION = '1.13.5';

/** Where a LiveKit server comes from. */
export type LiveKitSource =
  | { kind: 'given'; url: string; publicUrl: string; apiKey: string; apiSecret: string; ownTurn: boolean }
  | { kind: 'binary'; file: string }
  | { kind: 'docker'; image: string }
  | { kind: 'none'; advice: string };

const cachedBinary = path.resolve('.local/bin/livekit-server');

function onPath(program: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here: the next folder.
    }
  }
  return null;
}

function given(): LiveKitSource | null {
  const url = process.env.LIVEKIT_URL;
  if (url === undefined || url === '') return null;
  const apiKey = process.env.LIVEKIT_API_KEY;
  const apiSecret = process.env.LIVEKIT_API_SECRET;
  if (!apiKey || !apiSecret) throw new Error('LIVEKIT_URL needs LIVEKIT_API_KEY and LIVEKIT_API_SECRET beside it.');
  return {
    kind: 'given',
    url,
    publicUrl: process.env.LIVEKIT_PUBLIC_URL ?? url.replace(/^http/, 'ws'),
    apiKey,
    apiSecret,
    ownTurn: process.env.LIVEKIT_OWN_TURN === '1',
  };
}

function dockerAnswers(): boolean {
  if (onPath('docker') === null) return false;
  return (
    spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 4_000, stdio: 'ignore' }).status ===
    0
  );
}

/** "go version go1.26.1 linux/amd64": is it 1.26 or newer, which the server's source needs? */
function goBuilds(): boolean {
  if (onPath('go') === null) return false;
  const match = /go(\d+)\.(\d+)/.exec(execFileSync('go', ['version'], { encoding: 'utf8', cwd: '/' }));
  return match !== null && (Number(match[1]) > 1 || Number(match[2]) >= 26);
}

async function buildWithGo(signal: AbortSignal | undefined): Promise<string> {
  mkdirSync(path.dirname(cachedBinary), { recursive: true });
  const folder = mkdtempSync(path.join(path.dirname(cachedBinary), 'building-'));
  try {
    const source = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
    await run('go', ['install', source], {
      cwd: folder,
      env: { ...process.env, GOBIN: folder },
      maxBuffer: 50_000_000,
      ...(signal === undefined ? {} : { signal }),
    });
    renameSync(path.join(folder, 'server'), cachedBinary);
    return cachedBinary;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Finds a LiveKit server, cheapest way first: LIVEKIT_URL, a binary on PATH, one built earlier, Docker, Go.
 * @param options.build may two minutes be spent on building it with Go?
 * @param options.say told what takes long
 */
export async function findLiveKit(options: {
  build: boolean;
  say: (line: string) => void;
  signal?: AbortSignal | undefined;
}): Promise<LiveKitSource> {
  const url = given();
  if (url !== null) return url;
  const installed = onPath('livekit-server');
  if (installed !== null) return { kind: 'binary', file: installed };
  if (existsSync(cachedBinary)) return { kind: 'binary', file: cachedBinary };
  if (dockerAnswers()) return { kind: 'docker', image: `livekit/livekit-server:v${LIVEKIT_VERSION}` };
  let reason = '';
  if (options.build && goBuilds()) {
    options.say(`Building livekit-server ${LIVEKIT_VERSION} with Go, once (about 2 minutes) …`);
    try {
      return { kind: 'binary', file: await buildWithGo(options.signal) };
    } catch (error) {
      options.signal?.throwIfAborted();
      const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
      reason = ` (go install failed: ${lines.at(-1)?.slice(0, 200) ?? ''})`;
    }
  }
  return {
    kind: 'none',
    advice: `No LiveKit server found: install livekit-server ${LIVEKIT_VERSION} on PATH, start Docker, or install Go 1.26; all but the video room works${reason}.`,
  };
}
