import type { Page } from '@playwright/test';

/**
 * The key of the running call, out of the advisor's browser: only code that runs in that very page can do this.
 * @returns the key in every spelling in which it could have been sent or stored
 */
export async function roomKeySpellings(page: Page): Promise<string[]> {
  const bytes = await page.evaluate(async () => {
    interface Kept {
      selfKey: CryptoKey;
      roomKey: { iv: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> };
    }
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('sprechzeit');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('No store')));
    });
    const kept = await new Promise<Kept[]>((resolve) => {
      const request = database.transaction('visits').objectStore('visits').getAll() as IDBRequest<Kept[]>;
      request.addEventListener('success', () => resolve(request.result));
    });
    const entry = kept[0];
    if (entry === undefined) throw new Error('The browser keeps no key');
    const { iv, sealed } = entry.roomKey;
    return [...new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, entry.selfKey, sealed))];
  });
  if (bytes.length !== 32) throw new Error(`The key has ${bytes.length} bytes`);
  const key = Buffer.from(bytes);
  return [key.toString('hex'), key.toString('base64').replace(/=+$/, ''), key.toString('base64url')];
}
