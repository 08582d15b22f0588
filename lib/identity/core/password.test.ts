import { describe, expect, it } from 'vitest';
import { passwordMaxLength } from '../schema.ts';
import { hashPassword, nobodysHash, verifyPassword } from './password.ts';

describe('password (ID1)', () => {
  it('verifies what was hashed, and nothing else', async () => {
    const hash = await hashPassword('Drei Ämter, ein Schlüssel');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await verifyPassword('Drei Ämter, ein Schlüssel', hash)).toBe(true);
    expect(await verifyPassword('Drei Ämter, ein Schlüssel ', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('takes composed and decomposed letters for the same', async () => {
    const hash = await hashPassword('Ä'.normalize('NFC'));
    expect(await verifyPassword('Ä'.normalize('NFD'), hash)).toBe(true);
  });

  it('salts: the same password twice gives two hashes', async () => {
    expect(await hashPassword('gleich')).not.toBe(await hashPassword('gleich'));
  });

  it('verifies with the parameters that the stored hash names', async () => {
    // Made with m=8192, t=3, as an earlier release might have; the answer must not depend on today's parameters.
    const { argon2Sync } = await import('node:crypto');
    const nonce = Buffer.from('0123456789abcdef');
    const tag = argon2Sync('argon2id', {
      message: 'alt',
      nonce,
      memory: 8192,
      passes: 3,
      parallelism: 1,
      tagLength: 32,
    });
    const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const stored = `$argon2id$v=19$m=8192,t=3,p=1$${encode(nonce)}$${encode(tag)}`;
    expect(await verifyPassword('alt', stored)).toBe(true);
    expect(await verifyPassword('neu', stored)).toBe(false);
  });

  it('refuses a damaged hash loudly', async () => {
    await expect(verifyPassword('x', 'plain')).rejects.toThrow('unknown form');
    await expect(
      verifyPassword('x', '$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ).rejects.toThrow('unknown form');
  });

  it('refuses empty and over-long passwords before hashing', async () => {
    await expect(hashPassword('')).rejects.toThrow(RangeError);
    await expect(hashPassword('x'.repeat(passwordMaxLength + 1))).rejects.toThrow(RangeError);
    expect(await verifyPassword('x'.repeat(passwordMaxLength + 1), nobodysHash)).toBe(false);
  });

  it("has a hash that is nobody's but costs the same", async () => {
    expect(await verifyPassword('anything', nobodysHash)).toBe(false);
    expect(nobodysHash).toContain('$m=19456,t=2,p=1$');
  });
});
