import type { Metadata } from 'next';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';

export type PublicPageProps = { params: Promise<{ locale: string }> };

/** Title, description, and where the page is in the other language. `path` is the German one. */
export function publicMetadata(locale: Locale, path: string, title: string, description?: string): Metadata {
  return {
    title,
    ...(description !== undefined && { description }),
    alternates: { canonical: localePath(locale, path), languages: { de: path, en: localePath('en', path) } },
  };
}
