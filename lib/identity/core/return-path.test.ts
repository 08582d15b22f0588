import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './return-path.ts';

const id = '0199a7a2-7c5e-7c3f-9d44-0c6fbb1f0a10';

describe('way back after sign-in', () => {
  it.each(['/arbeitsplatz', `/arbeitsplatz?termin=${id}`, `/arbeitsplatz/videoberatung/${id}`])(
    'leads to %s',
    (path) => {
      expect(safeReturnPath(path, '/fallback')).toBe(path);
    },
  );

  it.each([
    undefined,
    '',
    '//evil.example/arbeitsplatz',
    'https://evil.example/arbeitsplatz',
    '/arbeitsplatz//evil.example',
    '/arbeitsplatz/../termin',
    '/arbeitsplatz\n/x',
    '/arbeitsplatz/anmelden',
    '/arbeitsplatz?termin=x',
    '/arbeitsplatz?weiter=https://evil.example',
    '\\/\\/evil.example',
    '/termin',
  ])('does not lead to %s', (path) => {
    expect(safeReturnPath(path, '/fallback')).toBe('/fallback');
  });
});
