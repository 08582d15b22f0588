import { describe, expect, test } from 'vitest';
import { isFormTooLarge, mayChangeThings, trustedRequestHeaders } from './request-guard.ts';

const publicOrigin = 'https://termine.example';
const ask = (method: string, headers: Record<string, string>, pathname = '/termin') =>
  mayChangeThings({ method, pathname, headers: new Headers(headers), publicOrigin });

describe('requests that change things (ID4)', () => {
  test.each(['GET', 'HEAD', 'OPTIONS'])('%s is reading and passes from anywhere', (method) => {
    expect(ask(method, { origin: 'https://elsewhere.example' })).toBe(true);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s passes from our own pages only', (method) => {
    expect(ask(method, { origin: publicOrigin })).toBe(true);
    for (const origin of [
      'https://elsewhere.example',
      'http://termine.example',
      'https://termine.example:8443',
      'https://termine.example.elsewhere.example',
      'null',
      '',
    ]) {
      expect(ask(method, { origin })).toBe(false);
    }
  });

  test('without Origin only what the browser itself calls our own', () => {
    expect(ask('POST', { 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(ask('POST', { 'sec-fetch-site': 'same-site' })).toBe(false);
    expect(ask('POST', { 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(ask('POST', { 'sec-fetch-site': 'none' })).toBe(false);
    expect(ask('POST', {})).toBe(false);
  });

  test('a foreign Origin is refused whatever else is said', () => {
    expect(ask('POST', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'same-origin' })).toBe(false);
  });

  test('the media server posts without Origin, to its one route', () => {
    expect(ask('POST', {}, '/api/livekit')).toBe(true);
    expect(ask('POST', {}, '/api/livekit/')).toBe(false);
    expect(ask('POST', {}, '/api/livekitx')).toBe(false);
    expect(ask('POST', {}, '/en/api/livekit')).toBe(false);
  });
});

describe('requests to the HTTP API, where no cookie counts (BK15, ID4)', () => {
  test('pass without Origin, as scripts outside of browsers send them', () => {
    for (const pathname of ['/api/v1', '/api/v1/hold', '/api/v1/hold/code'])
      expect(ask('POST', {}, pathname)).toBe(true);
  });

  test('are refused when another site made a browser send them', () => {
    expect(ask('POST', { origin: 'https://elsewhere.example' }, '/api/v1/hold')).toBe(false);
    expect(ask('POST', { origin: 'null' }, '/api/v1/hold')).toBe(false);
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(ask('POST', { 'sec-fetch-site': site }, '/api/v1/hold')).toBe(false);
  });

  test('the exception ends where the API ends', () => {
    for (const pathname of ['/api/v1x', '/api/v2/hold', '/api/videoberatung/oeffnen', '/en/api/v1/hold', '/termin'])
      expect(ask('POST', {}, pathname)).toBe(false);
  });
});

describe('headers that the pages see', () => {
  test('what steers the framework from outside is gone, the rest stays', () => {
    const seen = trustedRequestHeaders(
      new Headers({
        'x-middleware-subrequest': 'proxy:proxy',
        'next-resume': '1',
        'x-forwarded-host': 'elsewhere.example',
        'x-forwarded-proto': 'https',
        'x-next-intl-locale': 'en',
        'content-security-policy': "script-src 'nonce-mine'",
        'accept-language': 'de',
        cookie: 'a=b',
      }),
      new URL(publicOrigin),
      0,
    );
    expect(Object.fromEntries(seen)).toEqual({
      'accept-language': 'de',
      cookie: 'a=b',
      'x-forwarded-host': 'termine.example',
      'x-forwarded-proto': 'https',
    });
  });

  test('of the addresses only the one that the trusted proxies saw (LG2)', () => {
    const seen = (value: string, proxies: number) =>
      trustedRequestHeaders(new Headers({ 'x-forwarded-for': value }), new URL(publicOrigin), proxies).get(
        'x-forwarded-for',
      );
    expect(seen('203.0.113.9, 198.51.100.7', 0)).toBe('198.51.100.7');
    expect(seen('203.0.113.9, 198.51.100.7', 1)).toBe('203.0.113.9');
    expect(seen(' ', 0)).toBeNull();
  });
});

test('a form that says it is larger than any of ours is refused before it is read (ID4)', () => {
  const sized = (length: string) => new Headers({ 'content-length': length });
  expect(isFormTooLarge('POST', sized('1000001'))).toBe(true);
  expect(isFormTooLarge('POST', sized('1000000'))).toBe(false);
  expect(isFormTooLarge('POST', new Headers())).toBe(false);
  expect(isFormTooLarge('GET', sized('1000001'))).toBe(false);
});
