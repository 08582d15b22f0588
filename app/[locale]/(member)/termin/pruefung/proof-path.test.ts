import { expect, test } from 'vitest';
import { backFrom, proofPath, provedPath } from './proof-path.ts';

test('the way back survives the address', () => {
  const back = '/termin/zeit?leistung=pflegegrad&kanal=video';
  expect(backFrom(new URL(proofPath(back), 'http://localhost').searchParams.get('zurueck'))).toBe(back);
  expect(provedPath(back)).toBe(`${back}&hinweis=geprueft`);
  expect(provedPath('/termin/code')).toBe('/termin/code?hinweis=geprueft');
});

test.each([
  ['https://elsewhere.example/termin'],
  ['//elsewhere.example/termin'],
  ['/termin/../arbeitsplatz'],
  ['/terminator'],
  ['/termin/\\elsewhere'],
  ['/arbeitsplatz'],
  [['/termin/code', '/termin/zeit']],
  [undefined],
])('%s leads to the start of the booking (ID4)', (said) => {
  expect(backFrom(said)).toBe('/termin');
});
