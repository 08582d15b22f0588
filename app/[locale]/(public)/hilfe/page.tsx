import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MailLink, PhoneLink } from '#components/ui/contact-link.tsx';
import { linkTag } from '#components/ui/rich-text.tsx';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';
import { publicMetadata, type PublicPageProps } from '../public-page.ts';
import { TextPage } from '../text-page.tsx';

const path = '/hilfe';

const chapters = [
  { title: 'bookingTitle', questions: ['number', 'noCode', 'noEmail', 'change'] },
  { title: 'videoTitle', questions: ['device', 'camera', 'recording', 'fail'] },
] as const;

export async function generateMetadata({ params }: PublicPageProps): Promise<Metadata> {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.help');
  return publicMetadata(locale, path, t('title'), t('metaDescription'));
}

export default async function HelpPage({ params }: PublicPageProps) {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.help');
  const common = await getTranslations('common');
  return (
    <TextPage locale={locale} path={path} title={t('title')} lead={t('lead')}>
      {chapters.map((chapter) => (
        <section key={chapter.title} className="prose-text pt-8 first:pt-0">
          <h2 className="text-xl">{t(chapter.title)}</h2>
          {chapter.questions.map((question) => (
            <div key={question} className="border-t border-line pt-4">
              <h3 className="text-base font-semibold">{t(`${question}Title`)}</h3>
              <p className="mt-1">{t.rich(question, { link: linkTag(localePath(locale, '/termin/mein')) })}</p>
            </div>
          ))}
        </section>
      ))}
      <h2>{t('askTitle')}</h2>
      <p>
        <PhoneLink phone={brand.phone} /> ({common('phoneHours')})
        <br />
        <MailLink address={brand.email} />
      </p>
      <h2>{t('programsTitle')}</h2>
      <p>
        {t('programs')}{' '}
        <a className="link" href={localePath(locale, '/schnittstelle')}>
          {t('programsLink')}
        </a>
      </p>
    </TextPage>
  );
}
