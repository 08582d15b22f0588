import { describe, expect, it } from 'vitest';
import { isMachine, sendsInTheClear } from './tripwire.ts';

const publishing = (...encrypted: boolean[]) => ({
  trackPublications: new Map(encrypted.map((isEncrypted, i) => [`TR_${i}`, { isEncrypted }])),
});

describe('what a browser leaves the room for', () => {
  it('is anything that is said to be in the clear, beside whatever is encrypted (VC8)', () => {
    expect(sendsInTheClear(publishing())).toBe(false);
    expect(sendsInTheClear(publishing(true, true))).toBe(false);
    expect(sendsInTheClear(publishing(true, false, true))).toBe(true);
  });

  it('is everybody who is no person at a browser, or records (VC3)', () => {
    expect(isMachine({ kind: 0 })).toBe(false);
    expect(isMachine({ kind: 0, permissions: { recorder: true } })).toBe(true);
    for (const kind of [1, 2, 3, 4, 7, 8]) expect(isMachine({ kind })).toBe(true);
  });
});
