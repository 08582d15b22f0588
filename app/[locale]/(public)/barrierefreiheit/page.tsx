import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailLink, PhoneLink } from '#components/ui/contact-link.tsx';
import { brand } from '#lib/platform/brand.ts';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';
import { publicMetadata, type PublicPageProps } from '../public-page.ts';
import { TextPage } from '../text-page.tsx';

const path = '/barrierefreiheit';

export async function generateMetadata({ params }: PublicPageProps): Promise<Metadata> {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.accessibility');
  return publicMetadata(locale, path, t('title'), t('metaDescription'));
}

/** The statement that § 12b BGG asks for. What is missing is said here until it is there. */
export default async function AccessibilityPage({ params }: PublicPageProps) {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.accessibility');
  return (
    <TextPage locale={locale} path={path} title={t('title')} lead={t('lead')} note={t('date')}>
      <h2 id="melden">{t('reportTitle')}</h2>
      <p>{t('report')}</p>
      <p>
        <MailLink address={brand.accessibilityEmail} subject={t('reportSubject')} />
        <br />
        {t('reportPhone')} <PhoneLink phone={brand.phone} />
      </p>
      <h2>{t('stateTitle')}</h2>
      <p>{t('state', { name: brand.name })}</p>
      <h2>{t('worksTitle')}</h2>
      <ul>
        {(['keyboard', 'reader', 'zoom', 'contrast', 'script'] as const).map((key) => (
          <li key={key}>{t(`works.${key}`)}</li>
        ))}
      </ul>
      <h2>{t('gapsTitle')}</h2>
      <ul>
        {(['sign', 'easy', 'captions'] as const).map((key) => (
          <li key={key}>{t(`gaps.${key}`)}</li>
        ))}
      </ul>
      <h2>{t('enforcementTitle')}</h2>
      <p>{t('enforcement')}</p>
    </TextPage>
  );
}
