import {
  AccessToken,
  type ParticipantInfo,
  RoomServiceClient,
  TrackSource,
  ServerError,
  WebhookReceiver,
  type WebhookEvent,
} from 'livekit-server-sdk';
import { env } from './env.ts';

/** How a browser gets into a room. Nothing else of LiveKit reaches it. */
export interface RoomPass {
  /** What the browser connects to, such as `wss://video.example` */
  url: string;
  token: string;
  /** Whether the browser may use the relays that the server names; else it must ask none */
  ownTurn: boolean;
}

/**
 * Everything that a token can say. There is no field for recording, ingress, egress, hiding or administration, so no
 * caller can ask for one (VC3).
 */
export interface RoomTokenInput {
  room: string;
  /** Opaque; the participant's row id, never a name */
  identity: string;
}

export const tokenSeconds = 300;
// The screen goes without its sound.
const publishable = [TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE];

interface Access {
  url: string;
  publicUrl: string;
  key: string;
  secret: string;
}

function access(): Access | null {
  const { LIVEKIT_URL, LIVEKIT_PUBLIC_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env();
  if (!LIVEKIT_URL || !LIVEKIT_PUBLIC_URL || !LIVEKIT_API_KEY || !LIVEKIT_API_SECRET) return null;
  return { url: LIVEKIT_URL, publicUrl: LIVEKIT_PUBLIC_URL, key: LIVEKIT_API_KEY, secret: LIVEKIT_API_SECRET };
}

function requireAccess(): Access {
  const found = access();
  if (found === null) throw new Error('The video server is not configured');
  return found;
}

/** Whether this installation has a video server. Without one everything but the video room works, and pages say so. */
export function videoAvailable(): boolean {
  return access() !== null;
}

/** A pass for one participant into one existing room, valid for five minutes. @throws Error without a video server. */
export async function mintRoomPass({ room, identity }: RoomTokenInput): Promise<RoomPass> {
  const { key, secret, publicUrl } = requireAccess();
  const token = new AccessToken(key, secret, { identity, ttl: tokenSeconds });
  token.addGrant({
    roomJoin: true,
    room,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
    canPublishSources: publishable,
  });
  return { url: publicUrl, token: await token.toJwt(), ownTurn: env().LIVEKIT_OWN_TURN === '1' };
}

function rooms(): RoomServiceClient {
  const { url, key, secret } = requireAccess();
  return new RoomServiceClient(url, key, secret, { requestTimeout: 5 });
}

/** Makes the room, or leaves it as it is. It goes by itself ten minutes after the last one left. */
export async function createRoom(name: string): Promise<void> {
  await rooms().createRoom({ name, emptyTimeout: 600, departureTimeout: 600, maxParticipants: 4 });
}

/** Ends a room for everybody in it. @returns false when there was none */
export async function deleteRoom(name: string): Promise<boolean> {
  try {
    await rooms().deleteRoom(name);
    return true;
  } catch (fault) {
    if (fault instanceof ServerError && fault.status === 404) return false;
    throw fault;
  }
}

/** Names of all rooms of the server. */
export async function listRooms(): Promise<string[]> {
  return (await rooms().listRooms()).map((room) => room.name);
}

/** Somebody or something in a room. */
export interface RoomParticipant {
  identity: string;
  /** LiveKit's kind: 0 is a person's browser; everything else is a machine (ingress, egress, SIP, agent, …) */
  kind: number;
  /** Asked to see without being seen, or said that it records */
  concealed: boolean;
}

/** Who is in a room; empty when there is none. */
export async function listRoomParticipants(room: string): Promise<RoomParticipant[]> {
  try {
    return (await rooms().listParticipants(room)).map(toRoomParticipant);
  } catch (fault) {
    if (fault instanceof ServerError && fault.status === 404) return [];
    throw fault;
  }
}

/** What of a participant, as LiveKit lists it or tells of it, we judge it by. */
export function toRoomParticipant({ identity, kind, permission }: ParticipantInfo): RoomParticipant {
  return { identity, kind, concealed: permission?.hidden === true || isMarkedAsRecording(permission) };
}

/** The permission is deprecated in the protocol but still set for whoever brings the grant. */
function isMarkedAsRecording(permission: object | undefined): boolean {
  return permission !== undefined && 'recorder' in permission && permission.recorder === true;
}

export type { WebhookEvent };

/**
 * What LiveKit tells us, once its signature is checked. Such events get lost and repeat: hints only.
 * @returns null when the signature does not fit
 */
export async function receiveWebhook(body: string, authorization: string | null): Promise<WebhookEvent | null> {
  const { key, secret } = requireAccess();
  try {
    return await new WebhookReceiver(key, secret).receive(body, authorization ?? undefined);
  } catch {
    return null;
  }
}
