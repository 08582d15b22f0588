import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';

const usual = {
  scripts: { nonce: 'abc123' },
  styles: ['sha256-s'],
  room: false,
  mediaServer: 'wss://media.example:7880',
  development: false,
  secure: true,
} as const;

/** The sources of one directive; undefined when it is not there. */
function sources(policy: string, name: string): string[] | undefined {
  const directive = policy.split('; ').find((part) => part.split(' ')[0] === name);
  return directive?.split(' ').slice(1);
}

describe('Content-Security-Policy (DP2)', () => {
  test('pages of the request trust scripts by a number, pages of the build by their checksums', () => {
    expect(sources(contentSecurityPolicy(usual), 'script-src')).toEqual([
      "'self'",
      "'nonce-abc123'",
      "'strict-dynamic'",
    ]);
    const built = contentSecurityPolicy({ ...usual, scripts: { hashes: ['sha256-x', 'sha256-y'] } });
    expect(sources(built, 'script-src')).toEqual(["'self'", "'sha256-x'", "'sha256-y'"]);
  });

  test('of the styles within a page only those of the build are trusted, whoever made the page', () => {
    expect(sources(contentSecurityPolicy(usual), 'style-src')).toEqual(["'self'", "'sha256-s'"]);
    const built = contentSecurityPolicy({ ...usual, scripts: { hashes: ['sha256-x'] } });
    expect(sources(built, 'style-src')).toEqual(["'self'", "'sha256-s'"]);
    const development = contentSecurityPolicy({ ...usual, development: true });
    expect(sources(development, 'style-src')).toEqual(["'self'", "'unsafe-inline'"]);
  });

  test('no page but a room names another host, runs a worker or plays a stream', () => {
    const policy = contentSecurityPolicy(usual);
    expect(policy).not.toMatch(/media\.example|blob:|mediastream:/);
    expect(sources(policy, 'connect-src')).toEqual(["'self'"]);
    expect(sources(policy, 'worker-src')).toEqual(["'none'"]);
  });

  test('a room reaches the media server and nobody else', () => {
    const policy = contentSecurityPolicy({ ...usual, room: true });
    expect(sources(policy, 'connect-src')).toEqual([
      "'self'",
      'wss://media.example:7880',
      'https://media.example:7880',
    ]);
    expect(sources(policy, 'worker-src')).toEqual(["'self'", 'blob:']);
    const plain = contentSecurityPolicy({ ...usual, room: true, mediaServer: 'ws://127.0.0.1:7880' });
    expect(sources(plain, 'connect-src')).toEqual(["'self'", 'ws://127.0.0.1:7880', 'http://127.0.0.1:7880']);
    const without = contentSecurityPolicy({ ...usual, room: true, mediaServer: undefined });
    expect(sources(without, 'connect-src')).toEqual(["'self'"]);
  });

  test.each([true, false])('what is never allowed (room: %s)', (room) => {
    const policy = contentSecurityPolicy({ ...usual, room });
    for (const name of ['object-src', 'base-uri', 'frame-ancestors', 'frame-src']) {
      expect(sources(policy, name)).toEqual(["'none'"]);
    }
    expect(sources(policy, 'form-action')).toEqual(["'self'"]);
    expect(sources(policy, 'default-src')).toEqual(["'self'"]);
    expect(policy).not.toContain('unsafe');
  });

  test('only while one develops may code be evaluated; only over https is everything else upgraded', () => {
    expect(sources(contentSecurityPolicy({ ...usual, development: true }), 'script-src')).toContain("'unsafe-eval'");
    expect(contentSecurityPolicy(usual)).toContain('upgrade-insecure-requests');
    expect(contentSecurityPolicy({ ...usual, secure: false })).not.toContain('upgrade-insecure-requests');
  });
});
