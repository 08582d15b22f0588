import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';
import { env } from './env.ts';

/** Sealed form: version (1 byte), nonce (12), ciphertext, tag (16). AES-256-GCM. */
const version = 1;

/**
 * Seals `text` under a data key. `context` names the row and field it belongs to (such as
 * `appointment:<id>:contact`), so that a value moved to another row does not open.
 */
export function seal(key: Uint8Array, text: string, context: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([version]), nonce, body, cipher.getAuthTag()]));
}

/** @throws Error when key, context or bytes do not belong together. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): string {
  if (sealed[0] !== version || sealed.length < 29) throw new Error('Sealed value has an unknown form');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  return Buffer.concat([decipher.update(sealed.subarray(13, sealed.length - 16)), decipher.final()]).toString('utf8');
}

/** What a keyed hash is for; one purpose's hashes say nothing about another's. */
export type HashPurpose =
  | 'appointment-link'
  | 'browser'
  | 'one-time-code'
  | 'visit'
  | 'sign-in'
  | 'api-request'
  | 'mailbox'
  | 'waiting-link'
  | 'waiting-code'
  | 'waiting-person'
  | 'identity'
  | 'proof';

/** HMAC-SHA-256 (32 bytes) under a key derived for `purpose` from the application's secret. */
export function keyedHash(purpose: HashPurpose, value: string): Uint8Array<ArrayBuffer> {
  return hashUnder(keyFor(purpose, env().APP_SECRET), value);
}

const derived = new Map<string, KeyObject>();

/** Derived once, and given to the library once: every request hashes something. */
function keyFor(purpose: HashPurpose, secret: string): KeyObject {
  const name = `${purpose} ${secret}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const bytes = hkdfSync('sha256', Buffer.from(secret, 'base64'), new Uint8Array(), `sprechzeit/${purpose}`, 32);
  const key = createSecretKey(new Uint8Array(bytes));
  derived.set(name, key);
  return key;
}

/** HMAC-SHA-256 (32 bytes) under a key of one's own, such as one that lives a day. */
export function hashUnder(key: Uint8Array | KeyObject, value: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', key).update(value).digest());
}

export function equalHashes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** 256 random bits in base64url: 43 characters. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Six digits, each value equally likely. */
export function randomCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
