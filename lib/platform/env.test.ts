import { readFileSync } from 'node:fs';
import { parseEnv as parseEnvFile } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseEnv } from './env.ts';

const good = {
  DATABASE_URL: 'postgresql://sprechzeit_web:secret-word@db/sprechzeit',
  PUBLIC_URL: 'https://termine.example/',
  APP_SECRET: Buffer.alloc(32, 1).toString('base64'),
  NEXTAUTH_SECRET: 'n'.repeat(32),
  KEY_STORE_DIR: '/var/lib/sprechzeit/keys',
};

describe('the environment', () => {
  it('is taken with defaults and without a trailing slash', () => {
    expect(parseEnv(good)).toMatchObject({
      NODE_ENV: 'development',
      PUBLIC_URL: 'https://termine.example',
      LOG_LEVEL: 'info',
    });
  });

  it.each(Object.keys(good))('is refused without %s, by name', (name) => {
    const { [name as keyof typeof good]: _left, ...rest } = good;
    expect(() => parseEnv(rest)).toThrow(name);
    expect(() => parseEnv({ ...good, [name]: '' })).toThrow(name);
  });

  it('refuses the public secrets of .env.example behind a public address, not on this machine', () => {
    const example = parseEnvFile(readFileSync('.env.example', 'utf8'));
    expect(parseEnv(example).PUBLIC_URL).toBe('http://localhost:3000');
    expect(() => parseEnv({ ...example, PUBLIC_URL: 'https://termine.example' })).toThrow(
      /APP_SECRET.*NEXTAUTH_SECRET/,
    );
  });

  it('knows one proxy where something ends TLS, none where nothing does, and believes what it is told (LG2)', () => {
    expect(parseEnv(good).TRUSTED_PROXIES).toBe(1);
    expect(parseEnv({ ...good, PUBLIC_URL: 'http://localhost:3000' }).TRUSTED_PROXIES).toBe(0);
    expect(parseEnv({ ...good, TRUSTED_PROXIES: '2' }).TRUSTED_PROXIES).toBe(2);
    expect(() => parseEnv({ ...good, TRUSTED_PROXIES: '-1' })).toThrow('TRUSTED_PROXIES');
  });

  it('refuses half a video server, and one that is not encrypted behind a public address (DP2)', () => {
    const video = {
      LIVEKIT_URL: 'http://livekit:7880',
      LIVEKIT_PUBLIC_URL: 'wss://video.example',
      LIVEKIT_API_KEY: 'key',
      LIVEKIT_API_SECRET: 's'.repeat(32),
    };
    expect(parseEnv({ ...good, ...video }).LIVEKIT_PUBLIC_URL).toBe('wss://video.example');
    expect(() => parseEnv({ ...good, ...video, LIVEKIT_API_SECRET: '' })).toThrow('LIVEKIT_API_SECRET');
    expect(() => parseEnv({ ...good, ...video, LIVEKIT_PUBLIC_URL: 'ws://video.example' })).toThrow(/wss/);
    const here = { ...good, ...video, PUBLIC_URL: 'http://localhost:3000', LIVEKIT_PUBLIC_URL: 'ws://127.0.0.1:7880' };
    expect(parseEnv(here).LIVEKIT_PUBLIC_URL).toBe('ws://127.0.0.1:7880');
  });

  it('takes an empty optional value as not set', () => {
    expect(parseEnv({ ...good, LIVEKIT_URL: '' }).LIVEKIT_URL).toBeUndefined();
  });

  it('names all that is wrong and quotes no value', () => {
    const bad = {
      ...good,
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      APP_SECRET: 'c2hvcnQtc2VjcmV0',
      LOG_LEVEL: 'loud',
    };
    const complaint = (() => {
      try {
        parseEnv(bad);
        return '';
      } catch (fault) {
        return (fault as Error).message;
      }
    })();
    for (const name of ['DATABASE_URL', 'APP_SECRET', 'LOG_LEVEL']) expect(complaint).toContain(name);
    for (const value of ['hunter2', 'c2hvcnQtc2VjcmV0', 'loud']) expect(complaint).not.toContain(value);
  });
});
