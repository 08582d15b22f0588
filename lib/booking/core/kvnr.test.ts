import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, isKvnr, normaliseKvnr } from './kvnr.ts';

const letter = fc.stringMatching(/^[A-Z]$/);
const eightDigits = fc.stringMatching(/^\d{8}$/);
const kvnr = fc
  .tuple(letter, eightDigits)
  .map(([first, digits]) => `${first}${digits}${checkDigit(`${first}${digits}0`)}`);

describe('Krankenversichertennummer (BK3)', () => {
  it.each(['A123456780', 'B123456782', 'Z000000005'])('%s has a true check digit', (number) => {
    expect(isKvnr(number)).toBe(true);
  });

  it.each([
    'A123456781',
    'A12345678',
    'A1234567800',
    '1234567890',
    'a123456780',
    'Ä123456780',
    'AA23456780',
    '',
    'A12345678٠',
  ])('%j is none', (number) => {
    expect(isKvnr(number)).toBe(false);
  });

  it('is read as people write it', () => {
    expect(normaliseKvnr(' a123 456\u00a0780 ')).toBe('A123456780');
    expect(normaliseKvnr('A-123-456-780')).toBe('A123456780');
  });

  it('has exactly one check digit for each letter and eight digits', () => {
    fc.assert(
      fc.property(kvnr, (number) => {
        const others = Array.from({ length: 10 }, (_, digit) => `${number.slice(0, 9)}${digit}`).filter(isKvnr);
        expect(others).toEqual([number]);
      }),
    );
  });

  it('every single wrong digit is found', () => {
    fc.assert(
      fc.property(kvnr, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const digit = (Number(number[place]) + by) % 10;
        expect(isKvnr(`${number.slice(0, place)}${digit}${number.slice(place + 1)}`)).toBe(false);
      }),
    );
  });
});
