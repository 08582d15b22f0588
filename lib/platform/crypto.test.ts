import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { equalHashes, keyedHash, randomCode, randomToken, seal, unseal } from './crypto.ts';

const key = randomBytes(32);

describe('sealing (DP5)', () => {
  it('opens to what was sealed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(unseal(key, seal(key, text, context), context)).toBe(text);
      }),
    );
  });

  it('opens with no other key and in no other place', () => {
    const sealed = seal(key, 'Kniebeschwerden', 'appointment:1:concern');
    expect(() => unseal(randomBytes(32), sealed, 'appointment:1:concern')).toThrow();
    expect(() => unseal(key, sealed, 'appointment:2:concern')).toThrow();
    expect(() => unseal(key, sealed, 'appointment:1:contact')).toThrow();
  });

  it('notices every single flipped bit', () => {
    const sealed = seal(key, 'ja', 'x');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => unseal(key, changed, 'x')).toThrow();
    }
  });

  it('refuses what is cut off', () => {
    const sealed = seal(key, 'text', 'x');
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => unseal(key, sealed.subarray(0, length), 'x')).toThrow();
  });

  it('never uses a nonce twice and shows nothing of the text', () => {
    const sealed = Array.from({ length: 1000 }, () => Buffer.from(seal(key, 'Sibylle Brandt', 'x')));
    expect(new Set(sealed.map((bytes) => bytes.subarray(1, 13).toString('hex'))).size).toBe(1000);
    expect(sealed.some((bytes) => bytes.includes('Sibylle'))).toBe(false);
  });
});

describe('keyed hashes', () => {
  beforeAll(() => {
    vi.stubEnv('APP_SECRET', Buffer.alloc(32, 7).toString('base64'));
    vi.stubEnv('DATABASE_URL', 'postgresql://nobody@localhost/nothing');
    vi.stubEnv('PUBLIC_URL', 'http://localhost:3000');
    vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32));
    vi.stubEnv('KEY_STORE_DIR', '/nowhere');
    return () => vi.unstubAllEnvs();
  });

  it('are the same for the same value and purpose, and say nothing across purposes', () => {
    const hash = keyedHash('browser', 'token');
    expect(hash).toHaveLength(32);
    expect(equalHashes(hash, keyedHash('browser', 'token'))).toBe(true);
    expect(equalHashes(hash, keyedHash('visit', 'token'))).toBe(false);
    expect(equalHashes(hash, keyedHash('browser', 'Token'))).toBe(false);
    expect(equalHashes(hash, hash.subarray(0, 31))).toBe(false);
  });
});

describe('random values', () => {
  it('are tokens of 256 bits', () => {
    const tokens = Array.from({ length: 500 }, randomToken);
    expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
    expect(new Set(tokens).size).toBe(500);
  });

  it('are codes of six digits, leading zeros included', () => {
    const codes = Array.from({ length: 5000 }, randomCode);
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
    const first = Array.from(
      { length: 10 },
      (_, digit) => codes.filter((code) => code.startsWith(String(digit))).length,
    );
    expect(Math.min(...first)).toBeGreaterThan(350);
  });
});
