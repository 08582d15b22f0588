import { beforeAll, describe, expect, it } from 'vitest';
import { identityHash, mailboxHash } from './identity-hash.ts';

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
const kim = { kvnr: null, firstName: 'Kim Ódön', lastName: 'Müller-Łuk', birthDate: '1984-03-07' };
const identity = (changes: Partial<Parameters<typeof identityHash>[0]> = {}) =>
  hex(identityHash({ ...kim, ...changes }));

beforeAll(() => {
  process.env['DATABASE_URL'] ??= 'postgresql://localhost/none';
  process.env['PUBLIC_URL'] ??= 'http://localhost:3000';
  process.env['APP_SECRET'] ??= Buffer.alloc(32, 7).toString('base64');
  process.env['NEXTAUTH_SECRET'] ??= Buffer.alloc(32, 8).toString('base64');
  process.env['KEY_STORE_DIR'] ??= '/nowhere';
});

describe('a person is counted by (BK12)', () => {
  it('the number alone, where there is one', () => {
    expect(identity({ kvnr: 'A123456780', firstName: 'Sam' })).toBe(identity({ kvnr: 'A123456780', birthDate: null }));
    expect(identity({ kvnr: 'A123456780' })).not.toBe(identity({ kvnr: 'B123456780' }));
    expect(identity({ kvnr: 'A123456780' })).not.toBe(identity());
  });

  it('names and birth date otherwise, however the names are written', () => {
    expect(identity({ firstName: 'KIM  ODON', lastName: 'Muller Łuk' })).toBe(identity());
    expect(identity({ lastName: 'Muller Luk' })).not.toBe(identity());
    expect(identity({ birthDate: '1984-03-08' })).not.toBe(identity());
    // What belongs to one name does not slip into the other.
    expect(identity({ firstName: 'Ki', lastName: 'mÓdön' })).not.toBe(identity({ firstName: 'Kim', lastName: 'Ódön' }));
  });
});

describe('a mailbox is counted by (ID3)', () => {
  it('its address in small letters, a phone by its number', () => {
    const email = (address: string) => hex(mailboxHash({ medium: 'email', address }));
    expect(email('Kim@Postfach.example')).toBe(email('kim@postfach.example'));
    expect(email('kim@postfach.example')).not.toBe(email('sam@postfach.example'));
    expect(hex(mailboxHash({ medium: 'sms', number: '+4917604069012' }))).not.toBe(email('+4917604069012'));
  });
});
