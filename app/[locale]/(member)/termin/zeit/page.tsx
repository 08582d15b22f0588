import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { TimeChoice } from '#components/booking/time-choice.tsx';
import { TimeNarrowing } from '#components/booking/time-narrowing.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { type FreeTimes, listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { listWishOptions } from '#lib/booking/free-times/list-wish-options.ts';
import { holdMinutes } from '#lib/booking/policy.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { legalZone } from '#lib/platform/time.ts';
import { monthPath, type Query, readTimesAddress, readTopics, timesPath, topicsPath, waysPath } from '../address.ts';
import { FurtherTopic } from '../further-topic.tsx';
import { HeldReminder } from '../held-reminder.tsx';
import { groupByDay } from '../offered-days.ts';
import { offerOf, waysOf } from '../offers.ts';
import { chosenOnTheWay } from '../on-the-way.ts';
import { ProvedNotice } from '../proved-notice.tsx';
import { readRefusal } from '../refusal.ts';
import { stepTitle } from '../titles.ts';
import { reserveTime } from './actions.ts';
import { NothingFree } from './nothing-free.tsx';
import { narrowings } from './narrowings.ts';
import { TakenTime } from './taken-time.tsx';
import { TimeForm } from '../time-form.tsx';
import { toOfferedDays } from '../offered-times.ts';
import { WaitingInvitation } from '../warteliste/invitation.tsx';
import { Wishes } from './wishes.tsx';
import { ZoneNote } from '../zone-note.tsx';

type Props = { searchParams: Promise<Query> };

/** As many days at once as fit a look; a day's other times are one press away. */
const shown = { days: 4, perDay: 6 };
const wholeDay = { days: 1, perDay: Infinity };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, query] = await Promise.all([getTranslations('booking.timePage'), searchParams]);
  const topics = readTopics(query);
  const offer = topics === null ? null : await offerOf(topics);
  return stepTitle(
    t('question'),
    stepNumber('time', topics === null || offer === null || waysOf(topics, offer).length > 1),
  );
}

/** Third question: when. Each time is a button that reserves it. */
export default async function TimePage({ searchParams }: Props) {
  const [t, month, locale, query, refusal] = await Promise.all([
    getTranslations('booking.timePage'),
    getTranslations('choosing.month'),
    getLocale(),
    searchParams,
    readRefusal(),
  ]);
  const href = (path: string) => localePath(locale, path);
  const topics = readTopics(query);
  const offer = topics === null ? null : await offerOf(topics);
  if (topics === null || offer === null) redirect(href(topicsPath(null)));
  const address = readTimesAddress(query);
  const center = offer.centers.find(({ slug }) => slug === address?.center);
  if (address === null || (address.channel === 'on_site') !== (center !== undefined)) redirect(href(waysPath(topics)));
  if (!offer.channels.includes(address.channel)) redirect(href(waysPath(topics)));
  const start = address.day ?? address.from;
  const from = start?.toZonedDateTime(center?.timeZone ?? legalZone).toInstant();
  const seen = address.day === undefined ? shown : wholeDay;
  const [options, free] = await Promise.all([
    listWishOptions(address),
    listFreeTimes({ ...address, from, limit: Infinity, wholeDays: seen.days }),
  ]);
  const times = timesOf(free);
  const here = href(timesPath(address));
  const { days, next } = groupByDay(times, seen);
  const offered = await toOfferedDays(days, (day) => timesPath({ ...address, day, from: undefined }));
  const ownDay = address.day === undefined || days[0]?.day.equals(address.day) === true;
  const { chosen, back, hasWays } = await chosenOnTheWay(address, offer);
  const unbound = { ...address, day: undefined, from: undefined };
  return (
    <BookingStep
      {...stepNumber('time', hasWays)}
      question={t('question')}
      lead={t(offer.groupSize === null ? 'lead' : 'leadGroup', {
        minutes: holdMinutes,
        duration: offer.duration,
        size: offer.groupSize ?? 1,
      })}
      back={back}
      chosen={chosen}
    >
      {refusal === null && <ProvedNotice query={query} step="time" />}
      {refusal === null && <HeldReminder />}
      <TakenTime choice={address} refusal={refusal} action={reserveTime} address={here} />
      <div className="grid gap-4">
        <TimeNarrowing {...(await narrowings(address, options.advisors, timesPath))} />
        {offer.groupSize === null && <Wishes address={address} offer={offer} options={options} />}
        <p className="flex max-w-form flex-wrap items-center justify-between gap-x-6">
          <span className="text-ink-soft">
            <ZoneNote zone={times[0]?.timeZone ?? legalZone} city={center?.city} />
          </span>
          <a
            href={href(monthPath(address, start?.with({ day: 1 })))}
            className="link inline-flex min-h-target items-center"
          >
            {month('link')}
          </a>
        </p>
      </div>
      {offered.length > 0 && ownDay ? (
        <TimeForm action={reserveTime} address={here} choice={address}>
          <TimeChoice name="zeit" days={offered} level={refusal?.kind === 'time-taken' ? 3 : 2} />
        </TimeForm>
      ) : (
        <NothingFree address={address} offer={offer} next={times[0]} />
      )}
      <nav aria-label={t('moreLabel')} className="flex flex-wrap gap-3">
        {next !== null && (
          <LinkButton variant="secondary" icon="arrow-right" href={href(timesPath({ ...unbound, from: next }))}>
            {t('later')}
          </LinkButton>
        )}
        {start !== undefined && (
          <LinkButton variant="quiet" href={href(timesPath(unbound))}>
            {t('earliest')}
          </LinkButton>
        )}
      </nav>
      <WaitingInvitation address={address} offer={offer} />
      <FurtherTopic topics={topics} offer={offer} />
    </BookingStep>
  );
}

/** A wish that nobody can fulfil is no fault of the address: it finds nothing. */
function timesOf(free: FreeTimes) {
  return free.ok ? free.times : [];
}
