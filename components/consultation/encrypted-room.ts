import type { Room } from 'livekit-client';

/** The client library, loaded only once there is a call. */
export type LiveKit = typeof import('livekit-client');

/** What our API answers to whoever may enter. */
export interface RoomPassBody {
  url: string;
  token: string;
  ownTurn: boolean;
  epoch: number;
}

/** The library's own patience is 44 s; we make a new room after three tries, which is far quicker. */
const ownRetries = [0, 400, 1200];

/**
 * A room that encrypts pictures, sound and packets with the key before they leave the browser. VP8, as others cannot be
 * encrypted; simulcast, as without it a joiner may wait for a picture.
 * @returns also the worker, which the caller ends
 */
export async function makeEncryptedRoom(
  { ExternalE2EEKeyProvider, Room: LiveKitRoom }: LiveKit,
  roomKey: Uint8Array<ArrayBuffer>,
): Promise<{ room: Room; worker: Worker }> {
  const keyProvider = new ExternalE2EEKeyProvider({ keySize: 256 });
  const worker = new Worker(new URL('./encryption-worker.ts', import.meta.url), { type: 'module' });
  await keyProvider.setKey(roomKey.slice().buffer);
  const room = new LiveKitRoom({
    encryption: { keyProvider, worker },
    publishDefaults: { videoCodec: 'vp8', simulcast: true, red: false, backupCodec: false },
    audioCaptureDefaults: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    reconnectPolicy: { nextRetryDelayInMs: ({ retryCount }) => ownRetries[retryCount] ?? null },
    disconnectOnPageLeave: true,
    stopLocalTrackOnUnpublish: true,
  });
  forgiveLateAnswers(worker);
  return { room, worker };
}

/** The library throws when the worker answers about somebody who has just left; nothing is wrong then. */
function forgiveLateAnswers(worker: Worker): void {
  const handle = worker.onmessage;
  worker.onmessage = (event) => {
    try {
      handle?.call(worker, event);
    } catch (fault) {
      if (!(fault instanceof TypeError && fault.message.includes('participant not found'))) throw fault;
    }
  };
}

/** Whether our own side encrypts: the worker says so a moment after joining. Until then nothing is published. */
export async function isEncrypting(room: Room): Promise<boolean> {
  for (let patience = 100; patience > 0 && !room.isE2EEEnabled; patience -= 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return room.isE2EEEnabled;
}

/** Whether the browser did not give a device; not asking for one is no refusal. */
export async function isRefused(device: Promise<unknown> | undefined): Promise<boolean> {
  try {
    await device;
    return false;
  } catch {
    return true;
  }
}
