import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const chainHeader = 'x-forwarded-for';

/**
 * The visitor's address out of the chain of addresses, the last of which is the connection's own. What stands before
 * those that our proxies appended was said by the sender, and proves nothing.
 * @param trustedProxies how many proxies of ours append to the chain
 * @returns `null` when there is no chain
 */
export function clientAddress(chain: string | null, trustedProxies: number): string | null {
  const hops = (chain ?? '').split(',').flatMap((hop) => hop.trim() || []);
  return hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? null;
}

/**
 * From now on every request that this process receives bears the address of its connection at the end of the chain.
 * Without that a sender could name any address where no proxy stands before us: the framework believes what it finds.
 */
export function appendConnectionAddress(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const sent = request.headers[chainHeader];
    const said = Array.isArray(sent) ? sent.join(', ') : sent;
    const own = request.socket.remoteAddress ?? 'unknown';
    request.headers[chainHeader] = said === undefined || said === '' ? own : `${said}, ${own}`;
  });
}
