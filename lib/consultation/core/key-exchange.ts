/**
 * How the room key gets from the advisor's browser to the member's without the server knowing it (VC8). Pure WebCrypto,
 * so the same code runs in browsers and tests; the server only stores and hands on.
 *
 * 1. The advisor's browser publishes a commitment to its public key and a fresh nonce.
 * 2. The member's browser answers with its public key and a fresh nonce. It must not do so before it has a commitment:
 *    whoever stands between could else choose keys that give both sides the same safety words.
 * 3. The advisor's browser opens the commitment and sends the room key, wrapped.
 * Both nonces are fresh in every exchange, as keys live for the whole visit.
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** What an exchange is about; none of it can be swapped without changing key and words. */
export interface ExchangeBinding {
  consultationId: string;
  epoch: number;
  /** The member's row */
  participantId: string;
}

export interface Transcript extends ExchangeBinding {
  advisorPublicKey: Bytes;
  advisorNonce: Bytes;
  memberPublicKey: Bytes;
  memberNonce: Bytes;
}

export const roomKeyLength = 32;
const wrapNonceLength = 12;
const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** A key pair whose private half cannot leave the browser; it can be kept in IndexedDB as it is. */
export function makeKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(curve, false, ['deriveBits']);
}

/** 65 bytes: P-256, uncompressed. */
export async function publicBytes(pair: CryptoKeyPair): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
}

export function makeNonce(): Bytes {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** The key of the room's media, for one epoch. */
export function makeRoomKey(): Bytes {
  return crypto.getRandomValues(new Uint8Array(roomKeyLength));
}

/** Step 1: 32 bytes that fix key and nonce without showing them. */
export async function commitTo(binding: ExchangeBinding, publicKey: Bytes, nonce: Bytes): Promise<Bytes> {
  return hash('commitment', bindingParts(binding), [publicKey, nonce]);
}

/** Whether what was opened in step 3 is what was promised in step 1. */
export async function opensCommitment(
  commitment: Bytes,
  binding: ExchangeBinding,
  publicKey: Bytes,
  nonce: Bytes,
): Promise<boolean> {
  const expected = await commitTo(binding, publicKey, nonce);
  return expected.length === commitment.length && expected.every((byte, i) => byte === commitment[i]);
}

/** Step 3, advisor: the room key for this member alone. @returns nonce (12 bytes), ciphertext, tag (16) */
export async function wrapRoomKey(own: CryptoKeyPair, transcript: Transcript, roomKey: Bytes): Promise<Bytes> {
  const key = await wrappingKey(own.privateKey, transcript.memberPublicKey, transcript);
  const iv = crypto.getRandomValues(new Uint8Array(wrapNonceLength));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, roomKey);
  return join([iv, new Uint8Array(sealed)]);
}

/** Step 3, member. @throws when keys, transcript or bytes do not belong together */
export async function unwrapRoomKey(own: CryptoKeyPair, transcript: Transcript, wrapped: Bytes): Promise<Bytes> {
  const key = await wrappingKey(own.privateKey, transcript.advisorPublicKey, transcript);
  const iv = wrapped.slice(0, wrapNonceLength);
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, wrapped.slice(wrapNonceLength));
  if (opened.byteLength !== roomKeyLength) throw new Error('The room key has the wrong length');
  return new Uint8Array(opened);
}

/** 32 bytes from which both sides show the same safety words, if nobody stands between them. */
export function fingerprint(transcript: Transcript): Promise<Bytes> {
  return hash('words', bindingParts(transcript), transcriptParts(transcript));
}

/** Seals a short hint to the other browser, under a key of its own derived from the room key. */
export async function sealHint(roomKey: Bytes, text: string): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(wrapNonceLength));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await hintKey(roomKey), encode(text));
  return join([iv, new Uint8Array(sealed)]);
}

/** @returns null when the hint was not made by somebody with the room key */
export async function openHint(roomKey: Bytes, sealed: Bytes): Promise<string | null> {
  try {
    const iv = sealed.slice(0, wrapNonceLength);
    const key = await hintKey(roomKey);
    return new TextDecoder().decode(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed.slice(wrapNonceLength)),
    );
  } catch {
    return null;
  }
}

export function toText(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** @throws when `text` is not base64url */
export function fromText(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

async function wrappingKey(privateKey: CryptoKey, otherPublic: Bytes, transcript: Transcript): Promise<CryptoKey> {
  const other = await crypto.subtle.importKey('raw', otherPublic, curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256);
  const salt = await hash('wrap', bindingParts(transcript), transcriptParts(transcript));
  return deriveAesKey(shared, salt, 'room key');
}

function hintKey(roomKey: Bytes): Promise<CryptoKey> {
  return deriveAesKey(roomKey, new Uint8Array(32), 'hint');
}

async function deriveAesKey(secret: BufferSource, salt: Bytes, purpose: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = encode(`sprechzeit/1/${purpose}`);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return crypto.subtle.deriveKey(algorithm, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function bindingParts({ consultationId, epoch, participantId }: ExchangeBinding): Bytes[] {
  return [encode(consultationId), encode(String(epoch)), encode(participantId)];
}

function transcriptParts(transcript: Transcript): Bytes[] {
  const { advisorPublicKey, advisorNonce, memberPublicKey, memberNonce } = transcript;
  return [advisorPublicKey, advisorNonce, memberPublicKey, memberNonce];
}

/** Every part goes in with its length, so that no two lists of parts give the same bytes. */
async function hash(purpose: string, ...lists: Bytes[][]): Promise<Bytes> {
  const parts = [encode(`sprechzeit/1/${purpose}`), ...lists.flat()];
  const framed = parts.flatMap((part) => [new Uint8Array([part.length >> 8, part.length & 255]), part]);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', join(framed)));
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function join(parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
