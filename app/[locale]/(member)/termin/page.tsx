import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { ServiceChoice } from '#components/booking/service-choice.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { VoluntaryNotice } from '#components/booking/voluntary-notice.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { listServices } from '#lib/booking/free-times/list-services.ts';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { HaveAppointment } from './change-online.tsx';
import { HeldReminder } from './held-reminder.tsx';
import { pathAfterTopic } from './offers.ts';
import { PhoneButton } from './phone.tsx';
import { stepTitle } from './titles.ts';

const step = stepNumber('topic', true);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking');
  return stepTitle(t('service.question'), step);
}

/** First question: what it is about. */
export default async function TopicPage() {
  const [t, common, locale, services] = await Promise.all([
    getTranslations('booking.service'),
    getTranslations('common'),
    getLocale(),
    listServices(),
  ]);
  const offered = services.map((service) => ({
    ...service,
    name: service.name[locale],
    description: service.description[locale],
    href: localePath(locale, pathAfterTopic(service)),
  }));
  const { street, postalCode, city } = brand.address;
  return (
    <BookingStep {...step} question={t('question')} lead={t('lead')} back={{ href: localePath(locale, '/') }}>
      <HeldReminder />
      <HaveAppointment />
      {offered.length > 0 ? (
        <ServiceChoice services={offered} />
      ) : (
        <EmptyState title={t('emptyTitle')} action={<PhoneButton />}>
          {t('emptyText')}
        </EmptyState>
      )}
      <VoluntaryNotice
        phone={brand.phone}
        hours={common('phoneHours')}
        email={brand.email}
        address={`${brand.name}, ${street}, ${postalCode} ${city}`}
        dpo={brand.dpo}
        privacyHref={localePath(locale, '/datenschutz')}
      />
    </BookingStep>
  );
}
