import { describe, expect, it } from 'vitest';
import { smsSegments } from './sms-length.ts';

describe('parts of an SMS (BK7)', () => {
  it('are counted as networks do', () => {
    expect(smsSegments('ä'.repeat(160))).toBe(1);
    expect(smsSegments('ä'.repeat(161))).toBe(2);
    expect(smsSegments('ä'.repeat(306))).toBe(2);
    expect(smsSegments('ä'.repeat(307))).toBe(3);
    expect(smsSegments('€'.repeat(81))).toBe(2);
    expect(smsSegments(`${'a'.repeat(70)}`)).toBe(1);
    expect(smsSegments(`${'a'.repeat(70)}–`)).toBe(2);
    expect(smsSegments('–'.repeat(70))).toBe(1);
  });
});
