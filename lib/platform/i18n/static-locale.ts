import { setRequestLocale } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { isLocale, type Locale } from './routing.ts';

/**
 * Language of a page that is made at build time; call it first in its layout and page. Pages made per request need it
 * not: `getLocale()` knows their language from the proxy, in Server Actions as well, where `next/root-params` cannot be
 * read (the reason why this older way is kept).
 *
 * @throws Next's not-found signal for a language that we do not speak
 */
export async function staticLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  // oxlint-disable-next-line typescript/no-deprecated -- see above
  setRequestLocale(locale);
  return locale;
}
