import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Person } from '#processes/check/person.ts';

/** What somebody without the key gets out of a room. */
export interface Eavesdropped {
  /** Tracks that the media server handed over */
  tracks: number;
  /** Pictures that could be decoded from them */
  framesDecoded: number;
  /** What the decryption said */
  errors: string[];
}

const distribution = path.resolve('node_modules/livekit-client/dist');

/** A page with the bare client library, beside the thief's own. */
async function openBarePage(thief: Person): Promise<Page> {
  const context = await thief.page.context().browser()?.newContext({ bypassCSP: true });
  if (context === undefined) throw new Error('There is no browser');
  const page = await context.newPage();
  await page.goto(thief.page.url());
  await page.addScriptTag({ path: path.join(distribution, 'livekit-client.umd.js') });
  return page;
}

/** Joins a room with a stolen pass and publishes a picture in the clear, until the browser is closed. */
export async function publishInTheClear(thief: Person, pass: { url: string; token: string }): Promise<void> {
  const page = await openBarePage(thief);
  await page.evaluate(async ({ url, token }) => {
    type Client = typeof import('livekit-client');
    const { Room, Track } = (globalThis as unknown as { LivekitClient: Client }).LivekitClient;
    const room = new Room();
    await room.connect(url, token, { rtcConfig: { iceServers: [] } });
    const canvas = document.createElement('canvas');
    setInterval(() => canvas.getContext('2d')?.fillRect(0, 0, Math.random() * 300, 150), 100);
    const [picture] = canvas.captureStream(5).getVideoTracks();
    if (picture !== undefined) await room.localParticipant.publishTrack(picture, { source: Track.Source.Camera });
  }, pass);
}

/**
 * Joins a room in a browser of its own with a stolen pass and a wrong key, listens for some seconds, and leaves. It is a
 * bare client, so nothing of our page protects what is heard.
 */
export async function eavesdrop(thief: Person, pass: { url: string; token: string }): Promise<Eavesdropped> {
  const page = await openBarePage(thief);
  const worker = readFileSync(path.join(distribution, 'livekit-client.e2ee.worker.js'), 'utf8');
  const heard = await page.evaluate(
    async ({ url, token, code }) => {
      type Client = typeof import('livekit-client');
      const { ExternalE2EEKeyProvider, Room, RoomEvent } = (globalThis as unknown as { LivekitClient: Client })
        .LivekitClient;
      const keyProvider = new ExternalE2EEKeyProvider({ keySize: 256 });
      await keyProvider.setKey(crypto.getRandomValues(new Uint8Array(32)).buffer);
      const script = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      const room = new Room({ encryption: { keyProvider, worker: new Worker(script) } });
      const errors: string[] = [];
      room.on(RoomEvent.EncryptionError, (error) => errors.push(error.message));
      room.on(RoomEvent.TrackSubscribed, (track) => {
        document.body.append(track.attach());
      });
      await room.setE2EEEnabled(true);
      await room.connect(url, token, { rtcConfig: { iceServers: [] } });
      await new Promise((resolve) => setTimeout(resolve, 6000));
      let framesDecoded = 0;
      let tracks = 0;
      for (const participant of room.remoteParticipants.values()) {
        for (const { track } of participant.videoTrackPublications.values()) {
          if (track === undefined) continue;
          tracks += 1;
          for (const report of ((await track.getRTCStatsReport()) ?? new Map()).values()) {
            const { framesDecoded: decoded } = report as { framesDecoded?: number };
            framesDecoded += decoded ?? 0;
          }
        }
      }
      await room.disconnect();
      return { tracks, framesDecoded, errors };
    },
    { ...pass, code: worker },
  );
  await page.context().close();
  return heard;
}
