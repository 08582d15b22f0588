import { describe, expect, it } from 'vitest';
import { readPhone } from './phone-number.ts';

describe('phone numbers (BK2, BK7)', () => {
  it.each([
    ['0221 4710-555', '+492214710555', false],
    ['+49 (0)30 / 23125 010', '+493023125010', false],
    ['0800 1234567', '+498001234567', false],
    ['0900 1234567', '+499001234567', false],
    ['+90 212 555 01 23', '+902125550123', false],
    ['0176 04069012', '+4917604069012', true],
    ['+43 664 1234567', '+436641234567', true],
    // In North America a number does not tell.
    ['+1 202 555 0143', '+12025550143', true],
    // A range that is not known (yet): who typed it will know.
    ['032 22123456', '+493222123456', true],
  ])('%s is %s, which may take an SMS: %s', (written, e164, mayTakeSms) => {
    expect(readPhone(written)).toEqual({ e164, mayTakeSms });
  });

  it.each(['12', '', 'kein Telefon', '+49', '030 12345678901234567'])('%s is none', (written) => {
    expect(readPhone(written)).toBeNull();
  });
});
