import { localePath, splitLocale } from './path.ts';
import { isLocale } from './routing.ts';

/**
 * `/sprache/en`, followed from any page: where the same page is in that language. The page is known from the Referer,
 * which our Referrer-Policy keeps complete within this site; so it works on every page, without scripts, and with
 * whatever the address holds. Without it, or from elsewhere, it leads to the start page.
 *
 * @returns the path to go to, or undefined when `pathname` is not a switch
 */
export function switchedPath(pathname: string, referer: string | null, publicOrigin: string): string | undefined {
  const wanted = /^\/sprache\/([a-z]{2})$/.exec(pathname)?.[1];
  if (!isLocale(wanted)) return undefined;
  const from = referer !== null && URL.canParse(referer) ? new URL(referer) : undefined;
  if (from === undefined || from.origin !== publicOrigin || from.pathname.startsWith('/sprache/'))
    return localePath(wanted, '/');
  // `//host` would be an address of another site: one slash is where we begin.
  const path = splitLocale(from.pathname).path.replace(/^\/+/, '/');
  return localePath(wanted, path + from.search);
}
