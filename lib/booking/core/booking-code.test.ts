import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBookingCode, readBookingCode, spellBookingCode } from './booking-code.ts';

const code = fc.array(fc.nat(30), { minLength: 7, maxLength: 7 }).map((values) => {
  let i = 0;
  return makeBookingCode(() => values[i++] ?? 0);
});
const alphabet = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'.split('');

describe('booking code', () => {
  it('can be spelled on the phone: eight characters, none that is taken for another', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[2-9A-HJ-NP-TV-Z]{8}$/);
      }),
    );
  });

  it('is read as people write it, and nothing else is', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(readBookingCode(spellBookingCode(made).toLowerCase())).toBe(made);
        expect(readBookingCode(` ${made.slice(0, 4)}-${made.slice(4)}`)).toBe(made);
      }),
    );
    for (const none of ['', 'ABCDEFG', 'ABCDEFGHJ', 'ABCDEFG0', 'ÄBCDEFGH']) expect(readBookingCode(none)).toBeNull();
  });

  it('every single wrong character is found', () => {
    fc.assert(
      fc.property(code, fc.nat(7), fc.constantFrom(...alphabet), (made, place, other) => {
        fc.pre(made[place] !== other);
        expect(readBookingCode(made.slice(0, place) + other + made.slice(place + 1))).toBeNull();
      }),
    );
  });

  it('every swap of two neighbours of the first seven is found', () => {
    fc.assert(
      fc.property(code, fc.nat(5), (made, place) => {
        const [a, b] = [made[place] ?? '', made[place + 1] ?? ''];
        fc.pre(a !== b);
        expect(readBookingCode(made.slice(0, place) + b + a + made.slice(place + 2))).toBeNull();
      }),
    );
  });
});
