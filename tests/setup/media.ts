/**
 * Once per run of the integration tests: a real LiveKit server, when one is at hand (`npm test` sees to that before).
 * Without one, LIVEKIT_URL stays unset, and tests that need a room say that they are skipped.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startLiveKit } from '#processes/demo/livekit.ts';
import { findLiveKit } from '#processes/demo/livekit-source.ts';

export type TestMedia = { url: string; publicUrl: string; apiKey: string; apiSecret: string } | null;

declare module 'vitest' {
  interface ProvidedContext {
    media: TestMedia;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const source = await findLiveKit({ build: false, say: () => {} });
  const folder = mkdtempSync(path.join(tmpdir(), 'sprechzeit-media-'));
  const server = await startLiveKit(source, {
    folder,
    apiKey: `key${randomBytes(6).toString('hex')}`,
    apiSecret: randomBytes(32).toString('base64url'),
    webhookUrl: null,
  });
  if (server === null) {
    process.stderr.write('No LiveKit server: tests that need a room are skipped.\n');
    project.provide('media', null);
  } else {
    const { url, publicUrl, apiKey, apiSecret } = server;
    project.provide('media', { url, publicUrl, apiKey, apiSecret });
  }
  return async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
