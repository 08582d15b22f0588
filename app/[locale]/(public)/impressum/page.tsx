import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailLink, PhoneLink } from '#components/ui/contact-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { brand } from '#lib/platform/brand.ts';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';
import { publicMetadata, type PublicPageProps } from '../public-page.ts';
import { TextPage } from '../text-page.tsx';

const path = '/impressum';

export async function generateMetadata({ params }: PublicPageProps): Promise<Metadata> {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.imprint');
  return publicMetadata(locale, path, t('title'));
}

export default async function ImprintPage({ params }: PublicPageProps) {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.imprint');
  return (
    <TextPage locale={locale} path={path} title={t('title')}>
      <h2>{t('providerTitle')}</h2>
      <address className="not-italic">
        {brand.name}
        <br />
        {t('publicBody')}
        <br />
        {brand.address.street}
        <br />
        {brand.address.postalCode} {brand.address.city}
      </address>
      <h2>{t('boardTitle')}</h2>
      <p>{brand.board}</p>
      <h2>{t('contactTitle')}</h2>
      <p>
        {t('phone')}: <PhoneLink phone={brand.phone} />
        <br />
        {t('fax')}: {brand.fax.display}
        <br />
        {t('mail')}: <MailLink address={brand.email} />
      </p>
      <h2>{t('supervisorTitle')}</h2>
      <p>{brand.supervisor}</p>
      {brand.invented && (
        <div className="pt-6">
          <Notice tone="info" title={t('inventedTitle')}>
            <p>{t('invented', { name: brand.name })}</p>
          </Notice>
        </div>
      )}
    </TextPage>
  );
}
