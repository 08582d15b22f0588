import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MailLink, PhoneLink } from '#components/ui/contact-link.tsx';
import { Icon, type IconName } from '#components/ui/icon.tsx';
import { linkTag, mailTag, phoneTag } from '#components/ui/rich-text.tsx';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { SigningPerson } from './quiet-morning.tsx';

/** Heading at the left, content at the right; one below the other on a phone. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-20 grid gap-x-16 gap-y-5 max-sm:mt-14 md:grid-cols-[minmax(0,4fr)_minmax(0,8fr)]">
      <h2 className="text-xl">{title}</h2>
      <div>{children}</div>
    </section>
  );
}

/** BK1: using it is voluntary, and these are the other ways in. */
export async function OtherWays({ locale }: { locale: Locale }) {
  const t = await getTranslations('public.start');
  const common = await getTranslations('common');
  return (
    <Section title={t('voluntaryTitle')}>
      <p className="max-w-text">{t('voluntaryText')}</p>
      <ul className="mt-6 grid gap-x-10 border-t border-line sm:grid-cols-2">
        <Way icon="phone" name={t('wayPhone')}>
          <PhoneLink phone={brand.phone} />
          <br />
          <span className="text-ink-soft">{common('phoneHours')}</span>
        </Way>
        <Way icon="letter" name={t('wayMail')}>
          <MailLink address={brand.email} />
        </Way>
        <Way icon="document" name={t('wayPost')}>
          {brand.name}, {brand.address.street}, {brand.address.postalCode} {brand.address.city}
        </Way>
        <Way icon="place" name={t('wayInPerson')}>
          {t('wayInPersonText')}
        </Way>
      </ul>
      <p className="mt-6 max-w-text">
        {t.rich('dpoText', {
          name: brand.dpo.name,
          mail: mailTag(brand.dpo.email),
          privacy: linkTag(localePath(locale, '/datenschutz')),
        })}
      </p>
    </Section>
  );
}

function Way({ icon, name, children }: { icon: IconName; name: string; children: ReactNode }) {
  return (
    <li className="flex gap-3 border-b border-line py-4">
      <Icon name={icon} className="mt-[0.15em] text-accent" />
      <div className="min-w-0">
        <h3 className="font-semibold">{name}</h3>
        <p>{children}</p>
      </div>
    </li>
  );
}

/** AX2: what this page is, in Leichte Sprache: short sentences, one thought each, larger type. */
export async function EasyLanguage({ locale }: { locale: Locale }) {
  const t = await getTranslations('public.easy');
  return (
    <section aria-labelledby="leicht" className="rounded-lg border border-line bg-surface p-8 max-sm:p-5">
      <h2 id="leicht" className="text-xl">
        {t('title')}
      </h2>
      <div className="mt-4 grid max-w-text gap-4 text-lg leading-relaxed">
        <p>{t('what')}</p>
        <p>{t('where')}</p>
        <p>{t.rich('how', { book: linkTag(localePath(locale, '/termin')) })}</p>
        <p>{t.rich('voluntary', { phone: phoneTag(brand.phone) })}</p>
        <p>{t('secret')}</p>
      </div>
    </section>
  );
}

/** AX2: the place of the video in German sign language. */
export async function SignLanguage() {
  const t = await getTranslations('public.sign');
  const video = brand.signLanguageVideo;
  return (
    <section
      aria-labelledby="gebaerden"
      className="flex flex-col rounded-lg border border-line bg-surface p-8 max-sm:p-5"
    >
      <h2 id="gebaerden" className="text-xl">
        {t('title')}
      </h2>
      {video === null ? (
        <>
          <SigningPerson />
          <p>{t('soon')}</p>
        </>
      ) : (
        <video
          controls
          preload="none"
          poster={video.poster}
          aria-label={t('video')}
          className="mt-4 aspect-video w-full rounded-md bg-sunken"
        >
          <source src={video.source} type="video/mp4" />
        </video>
      )}
      <p className="mt-3">{t.rich('until', { mail: mailTag(brand.email) })}</p>
    </section>
  );
}
