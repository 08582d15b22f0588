import { defineRouting } from 'next-intl/routing';

/**
 * German is the default and has no prefix (`/termin`), English has one (`/en/termin`). The language is in the address
 * and nowhere else: no cookie, and no guess from the browser's headers, so a page can be shared, cached and printed as it is.
 */
export const routing = defineRouting({
  locales: ['de', 'en'],
  defaultLocale: 'de',
  localePrefix: 'as-needed',
  localeDetection: false,
  localeCookie: false,
  alternateLinks: false,
});

export type Locale = (typeof routing.locales)[number];

/** True when `value` names a language that we speak. */
export function isLocale(value: unknown): value is Locale {
  return routing.locales.some((locale) => locale === value);
}
