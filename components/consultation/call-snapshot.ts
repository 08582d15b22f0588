import type { LocalVideoTrack, RemoteVideoTrack, Room, Track as LiveKitTrack } from 'livekit-client';

/** Why the room cannot be used; each has its own words and way out. */
export type RoomProblem =
  /** Pictures or sound that are not encrypted, or not with our key: nothing of it is shown */
  | 'encryption'
  /** A machine was in the room: it was left at once */
  | 'intruder'
  /** The same person came in from another window */
  | 'elsewhere'
  /** This browser cannot encrypt */
  | 'unsupported';

export interface RemoteSide {
  identity: string;
  camera: RemoteVideoTrack | null;
  screen: RemoteVideoTrack | null;
  microphoneOn: boolean;
  cameraOn: boolean;
}

export interface CallSnapshot {
  status: 'connecting' | 'connected' | 'reconnecting' | 'stopped';
  problem: RoomProblem | null;
  remote: RemoteSide | null;
  /** Own picture, while the camera is on */
  camera: LocalVideoTrack | null;
  microphoneOn: boolean;
  /** true: switched off because the browser did not give the device */
  microphoneRefused: boolean;
  cameraRefused: boolean;
  sharing: boolean;
  /** The browser waits for a press before it plays sound */
  soundBlocked: boolean;
}

export const quietCall: CallSnapshot = {
  status: 'connecting',
  problem: null,
  remote: null,
  camera: null,
  microphoneOn: false,
  microphoneRefused: false,
  cameraRefused: false,
  sharing: false,
  soundBlocked: false,
};

/** Who is in the room and what is on, as the page shows it. Tracks that are not encrypted do not appear. */
export function sidesOf(
  room: Room,
  Track: typeof LiveKitTrack,
): Pick<CallSnapshot, 'remote' | 'camera' | 'microphoneOn' | 'sharing'> {
  const other = [...room.remoteParticipants.values()][0];
  const local = room.localParticipant;
  const remoteTrack = (source: LiveKitTrack.Source) => {
    const publication = other?.getTrackPublication(source);
    const usable = publication?.isEncrypted === true && !publication.isMuted;
    return usable ? ((publication.track as RemoteVideoTrack | undefined) ?? null) : null;
  };
  const camera = local.getTrackPublication(Track.Source.Camera);
  const remote: RemoteSide | null =
    other === undefined
      ? null
      : {
          identity: other.identity,
          camera: remoteTrack(Track.Source.Camera),
          screen: remoteTrack(Track.Source.ScreenShare),
          microphoneOn: other.isMicrophoneEnabled,
          cameraOn: other.isCameraEnabled,
        };
  return {
    remote,
    camera: camera !== undefined && !camera.isMuted ? ((camera.track as LocalVideoTrack | undefined) ?? null) : null,
    microphoneOn: local.isMicrophoneEnabled,
    sharing: local.isScreenShareEnabled,
  };
}

/** Pictures that were decoded so far, of everybody else in the room. */
export async function framesDecodedIn(room: Room): Promise<number> {
  const publications = [...room.remoteParticipants.values()].flatMap((participant) => [
    ...participant.videoTrackPublications.values(),
  ]);
  const reports = await Promise.all(publications.map(async (publication) => publication.track?.getRTCStatsReport()));
  let sum = 0;
  for (const report of reports) {
    report?.forEach((entry: { framesDecoded?: unknown }) => {
      if (typeof entry.framesDecoded === 'number') sum += entry.framesDecoded;
    });
  }
  return sum;
}
