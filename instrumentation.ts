import type { Instrumentation } from 'next';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { appendConnectionAddress } from '#lib/platform/web/client-address.ts';

/** Once per web process, before it answers: a bad environment ends it here. */
export function register(): void {
  if (env().NODE_ENV === 'production') quietConsole();
  appendConnectionAddress();
}

/** A fault of a page, action or route; the page shows the same number. */
export const onRequestError: Instrumentation.onRequestError = (fault, _request, { routePath }) => {
  const incidentId = digestOf(fault);
  log.error('Request failed', { route: routePath, fault, ...(incidentId === undefined ? {} : { incidentId }) });
};

/**
 * Next writes every fault with its message to the console, and messages of drivers and parsers quote values (LG3). What
 * it has to say goes through our log instead, as kind, code and place.
 */
function quietConsole(): void {
  const through =
    (level: 'error' | 'warn') =>
    (...said: unknown[]) => {
      const fault = said.find((part) => part instanceof Error);
      // Those with a digest come to `onRequestError` as well.
      if (digestOf(fault) === undefined) log[level]('The framework reported something', { fault });
    };
  Object.assign(console, { error: through('error'), warn: through('warn') });
}

function digestOf(fault: unknown): string | undefined {
  const digest = typeof fault === 'object' && fault !== null && 'digest' in fault ? fault.digest : undefined;
  return typeof digest === 'string' ? digest : undefined;
}
