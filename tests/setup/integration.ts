/**
 * Before every integration test file: an own database (a copy of the template), an own mailbox, an own key store, and
 * the whole environment of a web process in `process.env`. Runs before the file's imports, so `lib/platform/env.ts`
 * finds it; child processes inherit it.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { copyTemplate, databaseUrl, chooseDatabase } from './databases.ts';
import { openMailbox, openSmsGateway } from './mailbox.ts';

const cluster = inject('cluster');
const media = inject('media');
chooseDatabase(await copyTemplate());
const mail = await openMailbox();
const gateway = await openSmsGateway();

Object.assign(process.env, {
  DATABASE_URL: databaseUrl('web'),
  MIGRATE_DATABASE_URL: databaseUrl('migrate'),
  PUBLIC_URL: 'http://localhost:3000',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
  APP_SECRET: randomBytes(32).toString('base64'),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  KEY_STORE_DIR: mkdtempSync(path.join(cluster.folder, 'keys-')),
  SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  SMS_GATEWAY_URL: gateway.url,
  SMS_GATEWAY_TOKEN: 'gateway-token',
  MAIL_FROM: 'termine@musterkasse.example',
  ...(media === null
    ? {}
    : {
        LIVEKIT_URL: media.url,
        LIVEKIT_PUBLIC_URL: media.publicUrl,
        LIVEKIT_API_KEY: media.apiKey,
        LIVEKIT_API_SECRET: media.apiSecret,
        LIVEKIT_OWN_TURN: '1',
      }),
  // Tests of the limits set their own.
  LIMIT_FACTOR: '1000',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
});
