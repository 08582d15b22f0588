import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailLink, PhoneLink } from '#components/ui/contact-link.tsx';
import { brand } from '#lib/platform/brand.ts';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';
import { publicMetadata, type PublicPageProps } from '../public-page.ts';
import { PageContents } from '../page-contents.tsx';
import { TextPage } from '../text-page.tsx';
import { RetentionPeriods } from './retention-periods.tsx';

const path = '/datenschutz';

export async function generateMetadata({ params }: PublicPageProps): Promise<Metadata> {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.privacy');
  return publicMetadata(locale, path, t('title'), t('metaDescription'));
}

const chapters = [
  ['verantwortlich', 'whoTitle'],
  ['angaben', 'dataTitle'],
  ['wofuer', 'whyTitle'],
  ['video', 'videoTitle'],
  ['fristen', 'howLongTitle'],
  ['empfaenger', 'whomTitle'],
  ['cookies', 'cookiesTitle'],
  ['rechte', 'rightsTitle'],
] as const;

/** DP8. Every sentence is a fact about this product; the periods come from what the domains declare. */
export default async function PrivacyPage({ params }: PublicPageProps) {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.privacy');
  const heading = Object.fromEntries(
    chapters.map(([id, key]) => [
      id,
      <h2 key={id} id={id}>
        {t(key)}
      </h2>,
    ]),
  );
  const contents = (
    <PageContents title={t('onThisPage')} entries={chapters.map(([id, key]) => ({ id, label: t(key) }))} />
  );
  return (
    <TextPage locale={locale} path={path} title={t('title')} lead={t('lead')} note={t('version')} contents={contents}>
      <p>{t('voluntary')}</p>

      {heading['verantwortlich']}
      <address className="not-italic">
        {brand.legalName}
        <br />
        {brand.address.street}, {brand.address.postalCode} {brand.address.city}
        <br />
        <PhoneLink phone={brand.phone} />, <MailLink address={brand.email} />
      </address>
      <p>
        {t('dpo')}: {brand.dpo.name}, <PhoneLink phone={brand.dpo.phone} />, <MailLink address={brand.dpo.email} />
      </p>

      {heading['angaben']}
      <p>{t('dataText')}</p>
      <ul>
        {(['person', 'contact', 'identity', 'concern', 'acting', 'wishes', 'time'] as const).map((key) => (
          <li key={key}>{t(`data.${key}`)}</li>
        ))}
      </ul>
      <p>{t('dataAfter')}</p>

      {heading['wofuer']}
      <p>{t('why')}</p>

      {heading['video']}
      <ul>
        {(['recording', 'encrypted', 'chat', 'members'] as const).map((key) => (
          <li key={key}>{t(`video.${key}`)}</li>
        ))}
      </ul>

      {heading['fristen']}
      <p>{t('howLong')}</p>
      <RetentionPeriods locale={locale} />

      {heading['empfaenger']}
      <p>{t('whom')}</p>

      {heading['cookies']}
      <p>{t('cookies')}</p>

      {heading['rechte']}
      <p>{t('rights')}</p>
      <p>{t('complain')}</p>
      <address className="not-italic">
        {brand.supervisoryAuthority.name}
        <br />
        {brand.supervisoryAuthority.address}
        <br />
        <MailLink address={brand.supervisoryAuthority.email} />
      </address>
    </TextPage>
  );
}
