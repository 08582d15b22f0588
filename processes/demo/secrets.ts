import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const secrets = z.object({
  superuser: z.string(),
  roles: z.object({ migrate: z.string(), web: z.string(), scheduler: z.string(), voicebot: z.string() }),
  appSecret: z.string(),
  nextauthSecret: z.string(),
  liveKitKey: z.string(),
  liveKitSecret: z.string(),
});

/** Every secret of one installation of the demo. */
export type Secrets = z.infer<typeof secrets>;

function fresh(): Secrets {
  const password = (): string => randomBytes(18).toString('base64url');
  return {
    superuser: password(),
    roles: { migrate: password(), web: password(), scheduler: password(), voicebot: password() },
    appSecret: randomBytes(32).toString('base64'),
    nextauthSecret: randomBytes(32).toString('base64'),
    liveKitKey: `key${randomBytes(8).toString('hex')}`,
    liveKitSecret: randomBytes(32).toString('base64url'),
  };
}

/** Written beside and renamed, so a kill in between leaves no half of a file. Readable by the owner only. */
function writePrivately(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, text, { mode: 0o600 });
  renameSync(partial, file);
}

/** The secrets of an installation, drawn at its first start and kept in `secrets.json` (0600). */
export function installationSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  if (!existsSync(file)) writePrivately(file, JSON.stringify(fresh(), null, 2));
  return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Key of the closures in forms (base64, 32 bytes). It goes into the build, so it belongs to the checkout and not to an
 * installation: several web processes of one build accept each other's forms.
 */
export function buildKey(file = path.resolve('.local/build/server-actions-key')): string {
  if (!existsSync(file)) writePrivately(file, randomBytes(32).toString('base64'));
  return readFileSync(file, 'utf8').trim();
}
