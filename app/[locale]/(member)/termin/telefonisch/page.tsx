import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { browserToken } from '../browser.ts';
import { timeInWords } from '../offers.ts';
import { PhoneButton } from '../phone.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('person.byPhone');
  return { title: t('question') };
}

/** For whoever has neither a mailbox nor a mobile phone: number, hours, and what happens on the phone. */
export default async function ByPhonePage() {
  const [t, common, locale, hold] = await Promise.all([
    getTranslations('person.byPhone'),
    getTranslations('common'),
    getLocale(),
    browserToken().then((token) => readHold(token)),
  ]);
  const { name, address, fax } = brand;
  return (
    <div className="grid gap-8">
      <PageHeading lead={t('lead')}>{t('question')}</PageHeading>
      <FocusHeading question={t('question')} />
      <div className="grid max-w-form justify-items-start gap-2">
        <PhoneButton main />
        <p>{t('hours', { hours: common('phoneHours') })}</p>
      </div>
      {hold !== null && (
        <Notice tone="info" title={t('heldTitle')}>
          <p>
            {t('heldText', { time: await timeInWords(hold.appointment.startsAt, hold.appointment.center.timeZone) })}
          </p>
        </Notice>
      )}
      <section aria-labelledby="ablauf" className="max-w-form">
        <h2 id="ablauf" className="text-xl">
          {t('stepsTitle')}
        </h2>
        <ol className="mt-3 grid list-decimal gap-2 pl-6">
          <li>{t('stepReady')}</li>
          <li>{t('stepAsk')}</li>
          <li>{t('stepCode')}</li>
        </ol>
      </section>
      <section aria-labelledby="andere-wege" className="max-w-form">
        <h2 id="andere-wege" className="text-xl">
          {t('otherTitle')}
        </h2>
        <p className="mt-3">
          {t('otherText', {
            fax: fax.display,
            address: `${name}, ${address.street}, ${address.postalCode} ${address.city}`,
          })}
        </p>
      </section>
      {hold !== null && (
        <div>
          <LinkButton variant="secondary" href={localePath(locale, '/termin/daten')}>
            {t('heldBack')}
          </LinkButton>
        </div>
      )}
    </div>
  );
}
