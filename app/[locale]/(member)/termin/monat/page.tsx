import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { TimeNarrowing } from '#components/booking/time-narrowing.tsx';
import { wishesInWords } from '#components/booking/wishes-in-words.ts';
import { listFreeDays } from '#lib/booking/free-times/list-free-days.ts';
import { listWishOptions } from '#lib/booking/free-times/list-wish-options.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { legalZone } from '#lib/platform/time.ts';
import { monthPath, type Query, readMonth, readTimesAddress, readTopics, timesPath, topicsPath } from '../address.ts';
import { HeldReminder } from '../held-reminder.tsx';
import { offerOf } from '../offers.ts';
import { chosenOnTheWay } from '../on-the-way.ts';
import { stepTitle } from '../titles.ts';
import { WaitingInvitation } from '../warteliste/invitation.tsx';
import { narrowings } from '../zeit/narrowings.ts';
import { ZoneNote } from '../zone-note.tsx';
import { MonthOfTimes } from './month-of-times.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('choosing.month');
  return stepTitle(t('question'), stepNumber('time', true));
}

/** The same question as the list of times, by day: for those who have a day in mind (BK10). */
export default async function MonthPage({ searchParams }: Props) {
  const [t, wish, locale, query] = await Promise.all([
    getTranslations('choosing.month'),
    getTranslations('choosing.wish'),
    getLocale(),
    searchParams,
  ]);
  const href = (path: string) => localePath(locale, path);
  const topics = readTopics(query);
  const offer = topics === null ? null : await offerOf(topics);
  const address = readTimesAddress(query);
  if (offer === null || address === null) redirect(href(topicsPath(null)));
  const month = await listFreeDays(address, readMonth(query));
  // What cannot be had at all is told on the page of times.
  if (month === null) redirect(href(timesPath(address)));
  const { advisors } = await listWishOptions(address);
  const { chosen, hasWays } = await chosenOnTheWay(address, offer);
  const center = offer.centers.find(({ slug }) => slug === address.center);
  const wishes = wishesInWords(address.wishes, wish, locale);
  const listPath = timesPath({ ...address, day: undefined, from: undefined });
  return (
    <BookingStep
      {...stepNumber('time', hasWays)}
      question={t('question')}
      lead={t('lead')}
      back={{ href: href(listPath) }}
      chosen={chosen}
    >
      <HeldReminder />
      <TimeNarrowing {...(await narrowings(address, advisors, (narrowed) => monthPath(narrowed, month.first)))} />
      <div className="grid max-w-form gap-2 text-ink-soft">
        {wishes.length > 0 && <p>{wish('yours', { wishes: wishes.join(', ') })}</p>}
        <p>
          <ZoneNote zone={center?.timeZone ?? legalZone} city={center?.city} />
        </p>
      </div>
      <MonthOfTimes
        month={month}
        pathOfDay={(day) => timesPath({ ...address, day, from: undefined })}
        pathOfMonth={(day) => monthPath(address, day)}
        listPath={listPath}
      />
      <WaitingInvitation address={address} offer={offer} />
    </BookingStep>
  );
}
