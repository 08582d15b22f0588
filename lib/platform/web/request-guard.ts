import { clientAddress } from './client-address.ts';

/** Routes that other machines post to; each proves its caller by a signature of its own. */
const machineRoutes = [/^\/api\/livekit$/];

/**
 * The HTTP API: its callers prove themselves by a token in a header, and no cookie counts there. A script outside of
 * browsers names no origin; a page of another site does, and is refused here as everywhere.
 */
const cookielessRoutes = /^\/api\/v1(\/|$)/;

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

type GuardInput = { method: string; pathname: string; headers: Headers; publicOrigin: string };

/**
 * The one guard against requests that another site made a browser send (CSRF). Server Actions compare Origin and Host
 * themselves but let a missing Origin pass, and route handlers compare nothing.
 *
 * Whatever changes something must name our own origin. Browsers name it with every POST; only when it is missing
 * altogether counts `Sec-Fetch-Site: same-origin`, which no page can forge. `Origin: null` (sandboxed frame, redirect
 * from elsewhere) is refused. Scripts outside of browsers can send what they like: they hold no one's cookies.
 *
 * @returns true when the request may go on
 */
export function mayChangeThings({ method, pathname, headers, publicOrigin }: GuardInput): boolean {
  if (readingMethods.has(method)) return true;
  if (machineRoutes.some((route) => route.test(pathname))) return true;
  const origin = headers.get('origin');
  if (origin !== null) return origin === publicOrigin;
  const site = headers.get('sec-fetch-site');
  return site === 'same-origin' || (site === null && cookielessRoutes.test(pathname));
}

/** Just below where Next stops to read what is posted to a page, and answers with a fault; all our forms are far smaller. */
const maxFormBytes = 1_000_000;

/** Whether a form says of itself that it is larger than any of ours. */
export function isFormTooLarge(method: string, headers: Headers): boolean {
  return !readingMethods.has(method) && Number(headers.get('content-length') ?? 0) > maxFormBytes;
}

/**
 * Request headers as the pages may see them: without those that steer the framework from outside, and with one hop of
 * the sender's address. Next fills `x-forwarded-*` itself when they are missing but believes them when they are sent;
 * the host is ours to say: Server Actions compare it with Origin, and behind a balancer each process has another one.
 * @param trustedProxies how many hops at the end of the chain are our own proxies' and the connection's
 */
export function trustedRequestHeaders(sent: Headers, publicUrl: URL, trustedProxies: number): Headers {
  const headers = new Headers(sent);
  const steering = [
    'x-middleware-subrequest',
    'x-middleware-rewrite',
    'x-middleware-override-headers',
    'x-middleware-set-cookie',
    'next-resume',
    'x-nextjs-data',
    'x-matched-path',
    'x-invoke-path',
    'x-now-route-matches',
    'x-forwarded-host',
    'x-forwarded-port',
    'x-forwarded-proto',
    'x-forwarded-server',
    'x-original-url',
    'x-rewrite-url',
    'forwarded',
    'x-real-ip',
    'x-next-intl-locale',
    'content-security-policy',
    'content-security-policy-report-only',
  ];
  for (const name of steering) headers.delete(name);
  const address = clientAddress(sent.get('x-forwarded-for'), trustedProxies);
  if (address === null) headers.delete('x-forwarded-for');
  else headers.set('x-forwarded-for', address);
  headers.set('x-forwarded-host', publicUrl.host);
  headers.set('x-forwarded-proto', publicUrl.protocol.replace(':', ''));
  return headers;
}
