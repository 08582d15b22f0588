import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findProofs, readRequirements } from './read-requirements.ts';

const markdown = `# Requirements

## BK Booking
- BK1 N A member books online,
  without an account.
- BK14 No two appointments overlap.
- a line without an id
`;

describe('readRequirements', () => {
  test('reads id, origin and the whole text', () => {
    expect(readRequirements(markdown)).toEqual([
      { id: 'BK1', fromNotice: true, text: 'A member books online, without an account.' },
      { id: 'BK14', fromNotice: false, text: 'No two appointments overlap.' },
    ]);
  });

  test('refuses an id that stands twice', () => {
    expect(() => readRequirements(`${markdown}- BK1 Again.\n`)).toThrow('BK1 stands twice');
  });

  test('reads every item of the product', () => {
    const text = readFileSync(new URL('../docs/requirements.md', import.meta.url), 'utf8');
    const items = text.split('\n').filter((line) => /^- [A-Z]{2}\d/.test(line));
    expect(readRequirements(text)).toHaveLength(items.length);
    expect(items.length).toBeGreaterThan(80);
  });
});

describe('findProofs', () => {
  test('takes whole ids only', () => {
    const proofs = findProofs(readRequirements(markdown), [
      { path: 'a.test.ts', text: "test('overlap (BK14)')" },
      { path: 'b.test.ts', text: "test('overlap (BK14, VC3)')" },
    ]);
    expect(proofs.map(({ id, tests }) => [id, tests])).toEqual([
      ['BK1', []],
      ['BK14', ['a.test.ts', 'b.test.ts']],
    ]);
  });
});
