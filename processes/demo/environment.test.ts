import { readFileSync } from 'node:fs';
import { parseEnv as parseFile } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/platform/env.ts';
import { processEnvironment } from './environment.ts';

const example = parseFile(readFileSync('.env.example', 'utf8'));
const given = processEnvironment({
  databaseUrl: 'postgresql://sprechzeit_web:x@127.0.0.1:1/sprechzeit',
  publicUrl: 'http://localhost:3000',
  keyStoreDir: '.local/keys',
  smtpUrl: 'smtp://127.0.0.1:2',
  smsGatewayUrl: 'http://127.0.0.1:4/messages',
  secrets: {
    superuser: 's',
    roles: { migrate: 'm', web: 'w', scheduler: 's', voicebot: 'v' },
    appSecret: Buffer.alloc(32).toString('base64'),
    nextauthSecret: 'n'.repeat(32),
    liveKitKey: 'key',
    liveKitSecret: 'l'.repeat(32),
  },
  crowded: false,
  liveKit: {
    url: 'http://127.0.0.1:3',
    publicUrl: 'ws://127.0.0.1:3',
    apiKey: 'key',
    apiSecret: 'l'.repeat(32),
    ownTurn: true,
    child: null,
    stop: () => Promise.resolve(),
  },
});

describe('.env.example (PF1)', () => {
  it('is an environment that a process starts with', () => {
    expect(parseEnv(example as Record<string, string>).PUBLIC_URL).toBe('http://localhost:3000');
  });

  it('names everything that a process of the demo is given', () => {
    const ofTheMachine = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];
    const unnamed = Object.keys(given).filter((name) => !(name in example) && !ofTheMachine.includes(name));
    expect(unnamed).toEqual([]);
  });
});

describe('the environment of a process of the stack', () => {
  it('is accepted, and holds nothing of the schema’s owner', () => {
    expect(parseEnv(given).LIVEKIT_OWN_TURN).toBe('1');
    expect(Object.keys(given)).not.toContain('MIGRATE_DATABASE_URL');
    expect(JSON.stringify(given)).not.toContain('sprechzeit_migrate');
  });
});
