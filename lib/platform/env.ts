import { z } from 'zod';

/**
 * The one reader of the environment: everything a process needs is parsed here, once, and a missing or malformed value
 * ends the process at boot with the names of what is wrong (never the values).
 */
const base64Key = z
  .string()
  .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64');

const onThisMachine = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Connection of the process's own role. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Where browsers find us; no trailing slash. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, '')),
  /** Key of all keyed hashes (tokens, codes, mailboxes). */
  APP_SECRET: base64Key,
  NEXTAUTH_SECRET: z.string().min(32),
  /** Directory of the data keys, one per matter; outside the database and its backups. */
  KEY_STORE_DIR: z.string().min(1),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The operator's SMS gateway, a declared processor; without it nobody is offered an SMS. In transit encrypted (DP2). */
  SMS_GATEWAY_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || onThisMachine(url), 'must be https')
    .optional(),
  /** Sent as `Authorization: Bearer …` */
  SMS_GATEWAY_TOKEN: z.string().min(1).optional(),
  MAIL_FROM: z.email().default('termine@musterkasse.example'),
  /** Server API of LiveKit; without it all works but the video room. */
  LIVEKIT_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** What browsers connect to. */
  LIVEKIT_PUBLIC_URL: z.url({ protocol: /^wss?$/ }).optional(),
  LIVEKIT_API_KEY: z.string().min(3).optional(),
  LIVEKIT_API_SECRET: z.string().min(32).optional(),
  /**
   * `1` when the LiveKit server has TURN of its own. Otherwise it names strangers' STUN servers to browsers, and we tell
   * browsers to ask none.
   */
  LIVEKIT_OWN_TURN: z.enum(['0', '1']).default('0'),
  /**
   * How many reverse proxies stand before the web process, each appending to X-Forwarded-For the address that it saw.
   * Without it one where PUBLIC_URL is https (something ends TLS), else none: then the connection's own address counts.
   */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).optional(),
  /** Multiplies what one network or mailbox may ask for, where many visitors come through one address (an intranet). */
  LIMIT_FACTOR: z.coerce.number().positive().max(1_000_000).default(1),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Shows the page of all components in a production build, for screenshots and tests. */
  WERKBANK: z.enum(['0', '1']).default('0'),
});

export type Env = z.infer<typeof schema> & { TRUSTED_PROXIES: number };

const liveKitNames = ['LIVEKIT_URL', 'LIVEKIT_PUBLIC_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const;

/** Everybody can read the secrets of .env.example: good enough for this machine, never behind a public address. */
const checked = schema.superRefine((given, context) => {
  const missing = liveKitNames.filter((name) => given[name] === undefined);
  // Half a video server is a mistake that would look like having none.
  if (missing.length < liveKitNames.length)
    for (const name of missing)
      context.addIssue({ code: 'custom', path: [name], message: 'belongs to the other LIVEKIT_ ones' });
  if (!given.PUBLIC_URL.startsWith('https:')) return;
  if (given.LIVEKIT_PUBLIC_URL?.startsWith('ws:') === true)
    context.addIssue({
      code: 'custom',
      path: ['LIVEKIT_PUBLIC_URL'],
      message: 'must be wss where PUBLIC_URL is https (DP2)',
    });
  for (const name of ['APP_SECRET', 'NEXTAUTH_SECRET'] as const) {
    if (Buffer.from(given[name], 'base64').toString().startsWith('example'))
      context.addIssue({ code: 'custom', path: [name], message: 'is the public one of .env.example; draw an own one' });
  }
});

/** @throws Error naming each variable that is missing or malformed, without its value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable means "not set": compose files and .env files cannot say it otherwise.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = checked.safeParse(given);
  if (parsed.success) {
    const secure = parsed.data.PUBLIC_URL.startsWith('https:');
    return { ...parsed.data, TRUSTED_PROXIES: parsed.data.TRUSTED_PROXIES ?? (secure ? 1 : 0) };
  }
  const complaints = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Environment is not usable: ${complaints.join('; ')}`);
}

let current: Env | undefined;

/** The process's environment, parsed at the first call and kept. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
