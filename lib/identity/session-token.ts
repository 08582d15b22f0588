import NextAuthModule, { type AuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import CredentialsModule from 'next-auth/providers/credentials';
import { z } from 'zod';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { sessionMaxHours } from './policy.ts';

/**
 * Both are CommonJS: a bundler hands out their default export, plain Node the module around it. The declarations know
 * the first case only.
 */
const NextAuth = 'default' in NextAuthModule ? (NextAuthModule.default as typeof NextAuthModule) : NextAuthModule;
const Credentials =
  'default' in CredentialsModule ? (CredentialsModule.default as typeof CredentialsModule) : CredentialsModule;

/** `__Host-`: only over a secure connection (browsers count http://localhost), only this host, every path. */
export const sessionCookieName = '__Host-arbeitsplatz';
export const sessionCookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

const claims = z.object({ sid: z.uuid() });

/**
 * The settings of next-auth. The token carries the id of our session's row and nothing else; whoever reads it asks the
 * row (`readStaffSession`).
 * @param authorize compares the credentials and returns the id of a new session, or `null`
 */
export function authOptions(authorize: () => Promise<string | null>): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionMaxHours * 3600 },
    useSecureCookies: true,
    cookies: { sessionToken: { name: sessionCookieName, options: sessionCookieOptions } },
    providers: [
      Credentials({
        credentials: {},
        authorize: async () => {
          const id = await authorize();
          return id === null ? null : { id };
        },
      }),
    ],
    callbacks: {
      // `session` is what a browser sent with an update of its own: it never gets into the token.
      jwt: ({ token, user }) => ({ sid: (user as { id: string } | undefined)?.id ?? token['sid'] }),
    },
    logger: {
      error: (code) => log.error('Sign-in library failed', { reason: code }),
      warn: (code) => log.warn('Sign-in library warns', { reason: code }),
      debug: () => undefined,
    },
  };
}

interface Answer {
  body: unknown;
  cookies: string[];
}

/**
 * Asks next-auth inside this process. It has no address of its own on the site: our forms are the only way in, so none
 * of its pages and none of its endpoints that take data from a browser can be reached (docs/decisions/0005).
 */
async function ask(
  options: AuthOptions,
  steps: readonly string[],
  method: 'GET' | 'POST',
  sent: { cookies?: Record<string, string>; body?: Record<string, string> },
): Promise<Answer> {
  const answer: Answer = { body: undefined, cookies: [] };
  const response = {
    status: () => response,
    getHeader: () => answer.cookies,
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === 'set-cookie') answer.cookies = [value].flat();
      return response;
    },
    send: (body: unknown) => {
      answer.body = body;
    },
    json: (body: unknown) => {
      answer.body = body;
    },
    end: () => undefined,
  };
  const request = {
    method,
    headers: {},
    query: { nextauth: steps },
    cookies: sent.cookies ?? {},
    body: sent.body ?? {},
  };
  await (NextAuth as (request: unknown, response: unknown, options: AuthOptions) => Promise<void>)(
    request,
    response,
    options,
  );
  return answer;
}

const csrfBody = z.object({ csrfToken: z.string() });

/**
 * Lets next-auth sign somebody in.
 * @param authorize as in `authOptions`; what it throws is thrown here
 * @returns the session cookie's value, or `null` when `authorize` gave no session
 */
export async function issueSessionToken(authorize: () => Promise<string | null>): Promise<string | null> {
  let fault: { thrown: unknown } | undefined;
  const options = authOptions(async () => {
    try {
      return await authorize();
    } catch (thrown) {
      // next-auth would make "wrong password" of it.
      fault = { thrown };
      return null;
    }
  });
  const csrf = await ask(options, ['csrf'], 'GET', {});
  const cookies = Object.fromEntries(csrf.cookies.map((line) => nameAndValue(line)));
  const body = { csrfToken: csrfBody.parse(csrf.body).csrfToken, json: 'true' };
  const answer = await ask(options, ['callback', 'credentials'], 'POST', { cookies, body });
  if (fault !== undefined) throw fault.thrown;
  const given = answer.cookies.map((line) => nameAndValue(line)).find(([name]) => name === sessionCookieName);
  return given?.[1] ?? null;
}

function nameAndValue(setCookie: string): [string, string] {
  const pair = setCookie.split(';', 1)[0] ?? '';
  const cut = pair.indexOf('=');
  return [pair.slice(0, cut), decodeURIComponent(pair.slice(cut + 1))];
}

/** The session's id in a cookie's value; `null` when it is not ours or its time is over. Says nothing about the row. */
export async function readSessionToken(token: string): Promise<string | null> {
  const payload = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const parsed = claims.safeParse(payload);
  return parsed.success ? parsed.data.sid : null;
}
