import type { DatabaseRole } from '#prisma/roles.ts';
import type { LiveKit } from './livekit.ts';
import { buildKey, type Secrets } from './secrets.ts';

export type EnvironmentInput = {
  databaseUrl: string;
  publicUrl: string;
  keyStoreDir: string;
  smtpUrl: string;
  smsGatewayUrl: string;
  secrets: Secrets;
  liveKit: LiveKit | null;
  /** All its visitors come from this machine's one address, and are many */
  crowded: boolean;
};

/** What a program needs of the machine, and nothing else of whoever started us. */
function ofTheMachine(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'LOG_LEVEL', 'WERKBANK'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The whole environment of a process of the stack: the contract of `lib/platform/env.ts`. */
export function processEnvironment(input: EnvironmentInput): Record<string, string> {
  const { secrets, liveKit } = input;
  return {
    ...ofTheMachine(),
    DATABASE_URL: input.databaseUrl,
    PUBLIC_URL: input.publicUrl,
    NEXTAUTH_URL: input.publicUrl,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    APP_SECRET: secrets.appSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: buildKey(),
    KEY_STORE_DIR: input.keyStoreDir,
    SMTP_URL: input.smtpUrl,
    SMS_GATEWAY_URL: input.smsGatewayUrl,
    MAIL_FROM: 'termine@musterkasse.example',
    LIMIT_FACTOR: input.crowded ? '1000' : '1',
    // Tests come as if through a proxy, when they want to come from elsewhere.
    TRUSTED_PROXIES: input.crowded ? '1' : '0',
    ...(liveKit === null
      ? {}
      : {
          LIVEKIT_URL: liveKit.url,
          LIVEKIT_PUBLIC_URL: liveKit.publicUrl,
          LIVEKIT_API_KEY: liveKit.apiKey,
          LIVEKIT_API_SECRET: liveKit.apiSecret,
          LIVEKIT_OWN_TURN: liveKit.ownTurn ? '1' : '0',
        }),
  };
}

/** Roles that a process of the stack runs under. */
export type StackRole = Extract<DatabaseRole, 'web' | 'scheduler'>;
