import { expect, test } from 'vitest';
import { isRoom, securityHeaders } from './response-headers.ts';

test('camera and microphone are for the rooms alone', () => {
  const at = (room: boolean) => securityHeaders({ room, production: true, secure: true })['Permissions-Policy'];
  expect(at(true)).toContain('camera=(self), microphone=(self), display-capture=(self)');
  expect(at(false)).toContain('camera=(), microphone=(), display-capture=()');
});

test('https is remembered only where it is real', () => {
  const remembered = (production: boolean, secure: boolean) =>
    'Strict-Transport-Security' in securityHeaders({ room: false, production, secure });
  expect([remembered(true, true), remembered(true, false), remembered(false, true)]).toEqual([true, false, false]);
});

test('posts without scripts keep their Origin: the referrer policy is not no-referrer', () => {
  expect(securityHeaders({ room: false, production: true, secure: true })['Referrer-Policy']).toBe('same-origin');
});

test.each([
  ['/videoberatung', true],
  ['/videoberatung/raum', true],
  ['/arbeitsplatz/videoberatung/4', true],
  ['/videoberatungen', false],
  ['/arbeitsplatz', false],
  ['/termin', false],
  ['/', false],
])('%s is a room: %s', (path, room) => {
  expect(isRoom(path)).toBe(room);
});
