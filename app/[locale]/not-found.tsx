import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { SiteFrame } from './site-frame.tsx';

/** Also what people see who may not see a thing: it does not tell whether the thing exists. */
export default async function NotFoundPage() {
  const locale = await getLocale();
  const t = await getTranslations('public.notFound');
  return (
    <SiteFrame locale={locale}>
      <title>{t('title')}</title>
      <PageHeading lead={t('text')}>{t('title')}</PageHeading>
      <p className="mt-8 flex flex-wrap gap-3 max-sm:[&>*]:w-full">
        <LinkButton href={localePath(locale, '/')}>{t('home')}</LinkButton>
        <LinkButton href={localePath(locale, '/termin')} variant="secondary">
          {t('book')}
        </LinkButton>
      </p>
    </SiteFrame>
  );
}
