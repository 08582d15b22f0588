import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { WayChoice } from '#components/booking/way-choice.tsx';
import { listServices } from '#lib/booking/list-services.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { type Query, readService } from '../address.ts';
import { HeldReminder } from '../held-reminder.tsx';
import { waysOf } from '../offers.ts';
import { stepTitle } from '../titles.ts';

type Props = { searchParams: Promise<Query> };

const step = stepNumber('ways', true);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.waysPage');
  return stepTitle(t('question'), step);
}

/** Second question: how, and where. Topics with one way only skip it. */
export default async function WaysPage({ searchParams }: Props) {
  const [t, locale, query, services] = await Promise.all([
    getTranslations('booking.waysPage'),
    getLocale(),
    searchParams,
    listServices(),
  ]);
  const topicHref = localePath(locale, '/termin');
  const service = services.find(({ slug }) => slug === readService(query));
  if (service === undefined) redirect(topicHref);
  const ways = waysOf(service).map((way) => ({ ...way, href: localePath(locale, way.href) }));
  return (
    <BookingStep
      {...step}
      question={t('question')}
      back={{ href: topicHref }}
      chosen={[{ kind: 'topic', value: service.name[locale], change: { href: topicHref } }]}
    >
      <HeldReminder />
      <WayChoice ways={ways} />
    </BookingStep>
  );
}
