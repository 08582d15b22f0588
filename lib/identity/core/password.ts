import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { passwordMaxLength } from '../schema.ts';

const derive = promisify(argon2);

/** OWASP's recommendation for argon2id: 19 MiB, 2 passes, 1 lane; 50 ms on an ordinary core. */
const memory = 19_456;
const passes = 2;
const parallelism = 1;
const saltLength = 16;
const hashLength = 32;

/** The same password typed on two systems may arrive in two Unicode forms. */
const bytesOf = (plain: string): Buffer => Buffer.from(plain.normalize('NFKC'), 'utf8');
const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/**
 * Hashes a password with argon2id under a fresh salt.
 * @returns PHC string: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`
 * @throws RangeError when it is empty or longer than `passwordMaxLength`
 */
export async function hashPassword(plain: string): Promise<string> {
  if (plain === '' || plain.length > passwordMaxLength) throw new RangeError('Password is empty or too long');
  const nonce = randomBytes(saltLength);
  const hash = await derive('argon2id', {
    message: bytesOf(plain),
    nonce,
    memory,
    passes,
    parallelism,
    tagLength: hashLength,
  });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(hash)}`;
}

/**
 * Compares in constant time, with the parameters that the hash itself names.
 * @throws Error when `phc` is no PHC string of argon2id: a damaged row must be seen, not taken for a wrong password
 */
export async function verifyPassword(plain: string, phc: string): Promise<boolean> {
  const { parameters, hash } = parsePhc(phc);
  if (plain === '' || plain.length > passwordMaxLength) return false;
  const derived = await derive('argon2id', { ...parameters, message: bytesOf(plain), tagLength: hash.length });
  return timingSafeEqual(derived, hash);
}

const phcPattern =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

function parsePhc(phc: string): {
  parameters: Omit<Argon2Parameters, 'message' | 'tagLength'>;
  hash: Buffer;
} {
  const [, m, t, p, salt, hash] = phcPattern.exec(phc) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('Stored password has an unknown form');
  return {
    parameters: { memory: Number(m), passes: Number(t), parallelism: Number(p), nonce: Buffer.from(salt, 'base64') },
    hash: Buffer.from(hash, 'base64'),
  };
}

/** The hash of nobody's password, with today's parameters: an unknown e-mail address costs as long as a wrong password. */
export const nobodysHash = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(Buffer.alloc(saltLength, 7))}$${encode(Buffer.alloc(hashLength, 9))}`;
