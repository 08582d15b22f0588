import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { MonthCalendar } from '#components/booking/month-calendar.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { TimeNarrowing } from '#components/booking/time-narrowing.tsx';
import { wishesInWords } from '#components/booking/wishes-in-words.ts';
import { LinkButton } from '#components/ui/button.tsx';
import { listFreeDays } from '#lib/booking/list-free-days.ts';
import { listWishOptions } from '#lib/booking/list-wish-options.ts';
import { formatDayOfYear, formatMonth } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { legalZone, Temporal } from '#lib/platform/time.ts';
import { monthPath, type Query, readMonth, readTimesAddress, readTopics, timesPath, topicsPath } from '../address.ts';
import { HeldReminder } from '../held-reminder.tsx';
import { offerOf } from '../offers.ts';
import { chosenOnTheWay } from '../on-the-way.ts';
import { stepTitle } from '../titles.ts';
import { WaitingInvitation } from '../warteliste/invitation.tsx';
import { narrowings } from '../zeit/narrowings.ts';
import { ZoneNote } from '../zone-note.tsx';
import { EmptyMonth } from './empty-month.tsx';
import { HolidayList } from './holiday-list.tsx';

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
  const { first, days, today, last } = month;
  const { advisors } = await listWishOptions(address);
  const { chosen, hasWays } = await chosenOnTheWay(address, offer);
  const center = offer.centers.find(({ slug }) => slug === address.center);
  const timesOfDay = (day: Temporal.PlainDate) => href(timesPath({ ...address, day, from: undefined }));
  const [before, after] = [first.subtract({ months: 1 }), first.add({ months: 1 })];
  const wishes = wishesInWords(address.wishes, wish, locale);
  const backToList = href(timesPath({ ...address, day: undefined, from: undefined }));
  return (
    <BookingStep
      {...stepNumber('time', hasWays)}
      question={t('question')}
      lead={t('lead')}
      back={{ href: backToList }}
      chosen={chosen}
    >
      <HeldReminder />
      <TimeNarrowing {...(await narrowings(address, advisors, (narrowed) => monthPath(narrowed, first)))} />
      <div className="grid max-w-form gap-2 text-ink-soft">
        {wishes.length > 0 && <p>{wish('yours', { wishes: wishes.join(', ') })}</p>}
        <p>
          <ZoneNote zone={center?.timeZone ?? legalZone} city={center?.city} />
        </p>
      </div>
      <div className="grid gap-4">
        <MonthCalendar
          title={formatMonth(first, locale)}
          days={days.map(({ day, count, holiday }) => ({
            key: day.toString(),
            number: day.day,
            weekday: day.dayOfWeek,
            name: formatDayOfYear(day, locale),
            count,
            ...(count > 0 && { href: timesOfDay(day) }),
            holiday,
            today: day.equals(today),
          }))}
        />
        {days.some(({ count }) => count > 0) ? (
          <p className="max-w-form text-ink-soft">{t('legend')}</p>
        ) : (
          <EmptyMonth month={first} next={month.next} hrefOf={timesOfDay} />
        )}
        <HolidayList days={days} />
      </div>
      <nav aria-label={t('navigation')} className="flex flex-wrap gap-3">
        {Temporal.PlainDate.compare(first, today) > 0 && (
          <LinkButton variant="secondary" icon="arrow-left" href={href(monthPath(address, before))}>
            {t('previous', { month: formatMonth(before, locale) })}
          </LinkButton>
        )}
        {Temporal.PlainDate.compare(after, last) <= 0 && (
          <LinkButton variant="secondary" icon="arrow-right" href={href(monthPath(address, after))}>
            {t('next', { month: formatMonth(after, locale) })}
          </LinkButton>
        )}
        <LinkButton variant="quiet" href={backToList}>
          {t('list')}
        </LinkButton>
      </nav>
      <WaitingInvitation address={address} offer={offer} />
    </BookingStep>
  );
}
