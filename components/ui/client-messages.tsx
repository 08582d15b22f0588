import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Messages, Namespace } from '#lib/platform/i18n/messages.ts';

/**
 * Gives the texts of the named domains, and no others, to client components beneath that call `useTranslations`. Costs
 * about 14 kB of script on that page: for the video room and staff. On booking pages pass texts as props instead.
 */
export async function ClientMessages({
  namespaces,
  children,
}: {
  namespaces: readonly Namespace[];
  children: ReactNode;
}) {
  const [locale, all] = await Promise.all([getLocale(), getMessages()]);
  const picked: Partial<Messages> = Object.fromEntries(namespaces.map((name) => [name, all[name]]));
  return (
    <NextIntlClientProvider locale={locale} messages={picked} timeZone="Europe/Berlin">
      {children}
    </NextIntlClientProvider>
  );
}
