import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Colour } from './fake-camera.ts';

/** Pictures decoded so far, over all connections of the page. */
async function decoded(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { keptConnections } = globalThis as unknown as { keptConnections: RTCPeerConnection[] };
    let sum = 0;
    for (const connection of keptConnections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, framesDecoded } = report as { type: string; kind?: string; framesDecoded?: number };
        if (type === 'inbound-rtp' && kind === 'video') sum += framesDecoded ?? 0;
      }
    }
    return sum;
  });
}

/**
 * Waits until pictures are decoded, and keep being.
 * @returns pictures decoded in the second after the first ones
 */
export async function picturesGrow(page: Page, patience = 20_000): Promise<number> {
  const deadline = performance.now() + patience;
  while ((await decoded(page)) < 5) {
    if (performance.now() > deadline) throw new Error(`Only ${await decoded(page)} pictures arrived`);
    await sleep(100);
  }
  const before = await decoded(page);
  await sleep(1_000);
  const grown = (await decoded(page)) - before;
  if (grown < 3) throw new Error(`The picture stands still: ${grown} in a second`);
  return grown;
}

/** The colour in the middle of the other person's picture, as it is shown. @throws when it shows none of ours */
export async function shownColour(page: Page): Promise<Colour> {
  const [red, green, blue] = await page.getByTestId('other-picture').evaluate((element) => {
    const video = element as HTMLVideoElement;
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('There is no canvas');
    context.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data] as [number, number, number, number];
  });
  if (red > green + 40 && red > blue + 40) return 'red';
  if (green > red + 40 && green > blue + 40) return 'green';
  if (blue > red + 40 && blue > green + 40) return 'blue';
  throw new Error(`No colour of ours: ${red}, ${green}, ${blue}`);
}
