import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { WayChoice } from '#components/booking/way-choice.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { type Query, readTopics, topicsPath } from '../address.ts';
import { earliestWays } from '../earliest-ways.ts';
import { FurtherTopic } from '../further-topic.tsx';
import { HeldReminder } from '../held-reminder.tsx';
import { offerOf, topicsInWords } from '../offers.ts';
import { stepTitle } from '../titles.ts';

type Props = { searchParams: Promise<Query> };

const step = stepNumber('ways', true);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.waysPage');
  return stepTitle(t('question'), step);
}

/** Second question: how, and where. Topics with one way only skip it. */
export default async function WaysPage({ searchParams }: Props) {
  const [t, locale, query] = await Promise.all([getTranslations('booking.waysPage'), getLocale(), searchParams]);
  const topics = readTopics(query);
  const offer = topics === null ? null : await offerOf(topics);
  if (topics === null || offer === null) redirect(localePath(locale, '/termin'));
  const ways = await earliestWays(topics, offer);
  const topicHref = localePath(locale, topicsPath(topics));
  return (
    <BookingStep
      {...step}
      question={t('question')}
      back={{ href: topicHref }}
      chosen={[{ kind: 'topic', value: await topicsInWords(offer), change: { href: topicHref } }]}
    >
      <HeldReminder />
      <WayChoice ways={ways.map((way) => ({ ...way, href: localePath(locale, way.href) }))} />
      <FurtherTopic topics={topics} offer={offer} />
    </BookingStep>
  );
}
