import { describe, expect, test } from 'vitest';
import { localePath, splitLocale } from './path.ts';
import { switchedPath } from './switch-language.ts';

describe('addresses in two languages', () => {
  test.each([
    ['de', '/', '/'],
    ['de', '/termin?ort=1', '/termin?ort=1'],
    ['en', '/', '/en'],
    ['en', '/termin', '/en/termin'],
    ['en', '/?a=1', '/en?a=1'],
    ['en', '/#melden', '/en#melden'],
    ['en', '/barrierefreiheit#melden', '/en/barrierefreiheit#melden'],
  ] as const)('%s %s is %s', (locale, path, address) => {
    expect(localePath(locale, path)).toBe(address);
  });

  test.each([
    ['/', 'de', '/'],
    ['/en', 'en', '/'],
    ['/en/termin', 'en', '/termin'],
    ['/ende', 'de', '/ende'],
    ['/de/termin', 'de', '/termin'],
  ])('%s is %s and %s', (address, locale, path) => {
    expect(splitLocale(address)).toEqual({ locale, path });
  });
});

describe('changing the language keeps the page', () => {
  const home = 'https://termine.example';

  test.each([
    ['/sprache/en', `${home}/termin/zeit?leistung=3`, '/en/termin/zeit?leistung=3'],
    ['/sprache/de', `${home}/en/termin`, '/termin'],
    ['/sprache/en', `${home}/en`, '/en'],
    ['/sprache/en', null, '/en'],
    ['/sprache/de', null, '/'],
    ['/sprache/en', 'https://elsewhere.example/termin', '/en'],
    ['/sprache/en', 'not an address', '/en'],
    ['/sprache/en', `${home}/sprache/de`, '/en'],
  ])('%s from %s leads to %s', (pathname, referer, to) => {
    expect(switchedPath(pathname, referer, home)).toBe(to);
  });

  test.each(['/sprache/fr', '/sprache', '/sprache/en/x', '/termin'])('%s is no switch', (pathname) => {
    expect(switchedPath(pathname, null, home)).toBeUndefined();
  });

  test('it never leads away from us', () => {
    for (const from of [
      '//elsewhere.example/x',
      '/en//elsewhere.example/x',
      '///elsewhere.example',
      '/\\\\elsewhere.example',
    ]) {
      for (const language of ['de', 'en']) {
        const to = switchedPath(`/sprache/${language}`, home + from, home);
        expect(new URL(to ?? '', home).origin).toBe(home);
      }
    }
  });
});
