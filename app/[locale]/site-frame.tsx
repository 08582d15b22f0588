import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { SiteFooter } from '#components/ui/site-footer.tsx';
import { HeaderLink, SiteHeader } from '#components/ui/site-header.tsx';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';

type SiteFrameProps = {
  locale: Locale;
  /** German path of a page whose address is known when it is built; other pages switch by way of `/sprache/<language>`. */
  path?: string;
  children: ReactNode;
};

/** Header, content, footer of every page that members and the public see. */
export async function SiteFrame({ locale, path, children }: SiteFrameProps) {
  const t = await getTranslations('common');
  const other = locale === 'de' ? 'en' : 'de';
  const footerLinks = [
    { href: localePath(locale, '/termin/mein'), label: t('ownAppointment') },
    { href: localePath(locale, '/datenschutz'), label: t('privacy') },
    { href: localePath(locale, '/barrierefreiheit'), label: t('accessibility') },
    { href: localePath(locale, '/impressum'), label: t('imprint') },
    { href: localePath(locale, '/barrierefreiheit#melden'), label: t('reportBarrier') },
  ];
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader
        brand={brand.name}
        homeHref={localePath(locale, '/')}
        homeLabel={t('home', { name: brand.name })}
        navigationLabel={t('help')}
      >
        <HeaderLink href={localePath(locale, '/hilfe')}>
          <Icon name="help" />
          {t('help')}
        </HeaderLink>
        <HeaderLink href={path === undefined ? `/sprache/${other}` : localePath(other, path)} lang={other}>
          {t('otherLanguage')}
        </HeaderLink>
      </SiteHeader>
      <main id="inhalt" className="mx-auto w-full max-w-page flex-1 px-5 pt-8 sm:pt-12">
        {children}
      </main>
      <SiteFooter
        question={t('talkToHuman')}
        phone={brand.phone}
        hours={t('phoneHours')}
        navigationLabel={t('siteMenu')}
        links={footerLinks}
        publisher={t('publishedBy', { name: brand.legalName })}
      />
    </div>
  );
}
