import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SiteFrame } from '#app/[locale]/site-frame.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { phoneTag } from '#components/ui/rich-text.tsx';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';
import { publicMetadata, type PublicPageProps } from './public-page.ts';
import { QuietMorning } from './quiet-morning.tsx';
import { EasyLanguage, OtherWays, Section, SignLanguage } from './start-sections.tsx';

export async function generateMetadata({ params }: PublicPageProps): Promise<Metadata> {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.start');
  return publicMetadata(locale, '/', t('metaTitle'), t('metaDescription'));
}

export default async function StartPage({ params }: PublicPageProps) {
  const locale = await staticLocale(params);
  const t = await getTranslations('public.start');
  const channels: { icon: IconName; name: string; text: string }[] = [
    { icon: 'house', name: t('onSite'), text: t('onSiteText') },
    { icon: 'camera', name: t('video'), text: t('videoText') },
    { icon: 'phone', name: t('phone'), text: t('phoneText') },
  ];
  return (
    <SiteFrame locale={locale} path="/">
      <div className="grid items-center gap-x-16 gap-y-10 md:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div>
          <h1 className="text-3xl sm:text-4xl">{t('title')}</h1>
          <p className="mt-5 max-w-text text-lg text-ink-soft">{t('lead')}</p>
          <p className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">
            <LinkButton href={localePath(locale, '/termin')} icon="calendar">
              {t('book')}
            </LinkButton>
            <span className="text-ink-soft">{t.rich('orCall', { phone: phoneTag(brand.phone) })}</span>
          </p>
        </div>
        <QuietMorning />
      </div>

      <h2 className="unseen">{t('channelsTitle')}</h2>
      <ul className="mt-16 grid gap-x-10 border-y border-line max-sm:mt-12 sm:grid-cols-3 max-sm:divide-y max-sm:divide-line">
        {channels.map((channel) => (
          <li key={channel.name} className="py-6 max-sm:py-5">
            <h3 className="flex items-center gap-3 text-lg">
              <Icon name={channel.icon} className="text-accent" />
              {channel.name}
            </h3>
            <p className="mt-1 text-ink-soft">{channel.text}</p>
          </li>
        ))}
      </ul>

      <Section title={t('stepsTitle')}>
        <ol className="max-w-text">
          {(['service', 'time', 'person', 'code', 'done'] as const).map((step, index) => (
            <li key={step} className="flex gap-5 border-b border-line py-4 first:pt-0 last:border-0 last:pb-0">
              <span
                aria-hidden="true"
                className="w-[1.1em] shrink-0 text-xl leading-none font-semibold text-accent tabular-nums"
              >
                {index + 1}
              </span>
              <span>{t(`steps.${step}`)}</span>
            </li>
          ))}
        </ol>
      </Section>

      <Section title={t('needTitle')}>
        <ul className="grid max-w-text gap-3">
          {(['identity', 'contact', 'device'] as const).map((need) => (
            <li key={need} className="flex gap-3">
              <Icon name="check" className="mt-[0.15em] text-accent" />
              <span>{t(`need.${need}`)}</span>
            </li>
          ))}
        </ul>
      </Section>

      <OtherWays locale={locale} />

      <div className="mt-20 grid gap-5 max-sm:mt-14 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <EasyLanguage locale={locale} />
        <SignLanguage />
      </div>
    </SiteFrame>
  );
}
