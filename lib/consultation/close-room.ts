import { deleteRoom, videoAvailable } from '#lib/platform/livekit.ts';
import { log } from '#lib/platform/log.ts';
import { roomName } from './core/consultation-state.ts';

/**
 * Ends the media room of an epoch for everybody in it. Where the video server does not answer, the reconciling job does
 * it later; the truth, that nobody gets a pass any more, is in the database by then.
 */
export async function closeRoom(consultationId: string, epoch: number): Promise<void> {
  if (!videoAvailable()) return;
  try {
    await deleteRoom(roomName(consultationId, epoch));
  } catch (fault) {
    log.error('Room could not be closed', { consultationId, fault });
  }
}
