import { isLocale, routing, type Locale } from './routing.ts';

/**
 * The address of a page in a language.
 * @param path German path without language, starting with a slash, may carry query and fragment: `/termin?ort=1`
 * @returns `/termin` for German, `/en/termin` for English
 */
export function localePath(locale: Locale, path: string): string {
  if (locale === routing.defaultLocale) return path;
  return path === '/'
    ? `/${locale}`
    : `/${locale}${path.startsWith('/?') || path.startsWith('/#') ? path.slice(1) : path}`;
}

/** Splits an address path into its language and the rest: `/en/termin` → `{ locale: 'en', path: '/termin' }`. */
export function splitLocale(pathname: string): { locale: Locale; path: string } {
  const first = pathname.split('/')[1];
  if (!isLocale(first)) return { locale: routing.defaultLocale, path: pathname };
  return { locale: first, path: pathname.slice(first.length + 1) || '/' };
}
