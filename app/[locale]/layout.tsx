import '#app/globals.css';
import type { Metadata, Viewport } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SkipLink } from '#components/ui/unseen.tsx';
import { brand } from '#lib/platform/brand.ts';
import { routing } from '#lib/platform/i18n/routing.ts';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';
import { extendedFont, textFont } from './fonts.ts';

type Props = { params: Promise<{ locale: string }>; children: ReactNode };

export const metadata: Metadata = {
  title: { default: brand.name, template: `%s – ${brand.name}` },
  // A phone number is a link where we say so; browsers must not guess one out of a booking code.
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf7f1' },
    { media: '(prefers-color-scheme: dark)', color: '#10181e' },
  ],
};

export function generateStaticParams() {
  return routing.locales.map((locale) => ({ locale }));
}

export default async function RootLayout({ params, children }: Props) {
  const locale = await staticLocale(params);
  const t = await getTranslations('common');
  return (
    <html lang={locale} className={`${textFont.variable} ${extendedFont.variable}`}>
      <body className="members">
        <SkipLink>{t('skipToContent')}</SkipLink>
        {children}
      </body>
    </html>
  );
}
