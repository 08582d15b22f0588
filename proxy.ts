import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import createIntlMiddleware from 'next-intl/middleware';
import { NextRequest, NextResponse } from 'next/server';
import { env } from '#lib/platform/env.ts';
import { splitLocale } from '#lib/platform/i18n/path.ts';
import { routing } from '#lib/platform/i18n/routing.ts';
import { switchedPath } from '#lib/platform/i18n/switch-language.ts';
import { problemResponse } from '#lib/platform/problem.ts';
import {
  type BuildHashes,
  contentSecurityPolicy,
  dataPolicy,
  type ScriptProof,
} from '#lib/platform/web/content-security-policy.ts';
import { withRefusalStatus } from '#lib/platform/web/refused-post.ts';
import { isFormTooLarge, mayChangeThings, trustedRequestHeaders } from '#lib/platform/web/request-guard.ts';
import { isRoom, securityHeaders } from '#lib/platform/web/response-headers.ts';

const rewriteLocale = createIntlMiddleware(routing);

/**
 * Runs before every page and API answer: refuses posts from other sites, gives the language its path, and sets the
 * security headers. It decides about no one's rights: that happens beside the data.
 */
export default function proxy(request: NextRequest): Response {
  const { PUBLIC_URL, NODE_ENV, LIVEKIT_PUBLIC_URL, TRUSTED_PROXIES } = env();
  const { pathname } = request.nextUrl;
  const publicUrl = new URL(PUBLIC_URL);
  const publicOrigin = publicUrl.origin;
  const secure = publicUrl.protocol === 'https:';
  const production = NODE_ENV === 'production';

  if (!mayChangeThings({ method: request.method, pathname, headers: request.headers, publicOrigin })) {
    return withHeaders(problemResponse('foreign-origin'), { 'Content-Security-Policy': dataPolicy });
  }
  const headers = trustedRequestHeaders(request.headers, publicUrl, TRUSTED_PROXIES);
  if (/^\/(_next|__nextjs)/.test(pathname)) return NextResponse.next({ request: { headers } });
  if (pathname.startsWith('/api/')) {
    const answer = NextResponse.next({ request: { headers } });
    return withHeaders(answer, {
      ...securityHeaders({ room: false, production, secure }),
      'Content-Security-Policy': dataPolicy,
    });
  }
  if (isFormTooLarge(request.method, request.headers)) {
    return withHeaders(problemResponse('too-large'), { 'Content-Security-Policy': dataPolicy });
  }
  const switched = switchedPath(pathname, request.headers.get('referer'), publicOrigin);
  if (switched !== undefined) {
    const location = new URL(switched, PUBLIC_URL).href;
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  }

  const room = isRoom(splitLocale(pathname).path);
  const scripts = scriptProof(pathname, production);
  const policy = contentSecurityPolicy({
    scripts,
    styles: production ? buildHashes().styles : [],
    room,
    mediaServer: LIVEKIT_PUBLIC_URL,
    development: !production,
    secure,
  });
  // Next takes the nonce for its own scripts from this request header.
  if ('nonce' in scripts) headers.set('content-security-policy', policy);
  const answer = withRefusalStatus(request.method, rewriteLocale(new NextRequest(request.nextUrl, { headers })));
  return withHeaders(answer, { ...securityHeaders({ room, production, secure }), 'Content-Security-Policy': policy });
}

export const config = {
  // Only what is surely a file of the build stays outside. Any other path without a file is a page, and takes posts.
  matcher: ['/((?!_next/static/|icon\\.svg$).*)'],
};

function withHeaders(answer: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

/** Pages that were made at build time are known by their scripts' checksums; all others get a nonce. */
function scriptProof(pathname: string, production: boolean): ScriptProof {
  const hashes = production ? buildHashes().scripts[pathname] : undefined;
  return hashes === undefined
    ? { nonce: Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64') }
    : { hashes };
}

let known: BuildHashes | undefined;

/** What scripts/collect-csp-hashes.ts wrote after the build. Without it pages would lose scripts and style sheet: refuse. */
function buildHashes(): BuildHashes {
  // oxlint-disable-next-line node/no-process-env -- put in by the build (next.config.ts), not read at run time
  const file = join(/* turbopackIgnore: true */ process.cwd(), process.env.DIST_DIR ?? '.next', 'csp-hashes.json');
  known ??= JSON.parse(readFileSync(file, 'utf8')) as BuildHashes;
  return known;
}
