import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { TimeChoice } from '#components/booking/time-choice.tsx';
import { TimeNarrowing } from '#components/booking/time-narrowing.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { listFreeTimes } from '#lib/booking/list-free-times.ts';
import { listServices } from '#lib/booking/list-services.ts';
import { holdMinutes } from '#lib/booking/policy.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { legalZone } from '#lib/platform/time.ts';
import { type Query, readService, readTimesAddress, timesPath, waysPath } from '../address.ts';
import { HeldReminder } from '../held-reminder.tsx';
import { groupByDay } from '../offered-days.ts';
import { waysOf, wayInWords } from '../offers.ts';
import { ProvedNotice } from '../proved-notice.tsx';
import { readRefusal } from '../refusal.ts';
import { stepTitle } from '../titles.ts';
import { reserveTime } from './actions.ts';
import { NothingFree } from './nothing-free.tsx';
import { narrowings } from './narrowings.ts';
import { TakenTime } from './taken-time.tsx';
import { TimeForm } from '../time-form.tsx';
import { toOfferedDays } from '../offered-times.ts';

type Props = { searchParams: Promise<Query> };

/** As many days at once as fit a look; a day's other times are one press away. */
const shown = { days: 4, perDay: 6 };
const wholeDay = { days: 1, perDay: Infinity };
/** More than four days can have; bounds the answer. */
const limit = 400;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, services, query] = await Promise.all([getTranslations('booking.timePage'), listServices(), searchParams]);
  const service = services.find(({ slug }) => slug === readService(query));
  return stepTitle(t('question'), stepNumber('time', service === undefined || waysOf(service).length > 1));
}

/** Third question: when. Each time is a button that reserves it. */
export default async function TimePage({ searchParams }: Props) {
  const [t, locale, query, services, refusal] = await Promise.all([
    getTranslations('booking.timePage'),
    getLocale(),
    searchParams,
    listServices(),
    readRefusal(),
  ]);
  const address = readTimesAddress(query);
  const service = services.find(({ slug }) => slug === readService(query));
  if (service === undefined) redirect(localePath(locale, '/termin'));
  const waysHref = localePath(locale, waysPath(service.slug));
  if (address === null || (address.channel === 'on_site' && address.center === undefined)) redirect(waysHref);
  const start = address.day ?? address.from;
  const free = await listFreeTimes({
    ...address,
    from: start?.toZonedDateTime(legalZone).toInstant(),
    limit,
  });
  if (!free.ok) redirect(waysHref);

  const hasWays = waysOf(service).length > 1;
  const topicHref = localePath(locale, '/termin');
  const here = localePath(locale, timesPath(address));
  const { days, next } = groupByDay(free.times, address.day === undefined ? shown : wholeDay);
  const narrowed = address.partOfDay !== undefined || address.advisor !== undefined;
  const unnarrowed = { service: address.service, channel: address.channel, center: address.center };
  const offered = await toOfferedDays(days, address);
  const ownDay = address.day === undefined || days[0]?.day.equals(address.day) === true;
  return (
    <BookingStep
      {...stepNumber('time', hasWays)}
      question={t('question')}
      lead={t(service.groupSize === null ? 'lead' : 'leadGroup', {
        minutes: holdMinutes,
        duration: service.duration,
        size: service.groupSize ?? 1,
      })}
      back={{ href: hasWays ? waysHref : topicHref }}
      chosen={[
        { kind: 'topic', value: service.name[locale], change: { href: topicHref } },
        ...(hasWays
          ? [
              {
                kind: 'way' as const,
                value: await wayInWords(
                  address,
                  service.centers.find(({ slug }) => slug === address.center),
                ),
                change: { href: waysHref },
              },
            ]
          : []),
      ]}
    >
      {refusal === null && <ProvedNotice query={query} step="time" />}
      {refusal === null && <HeldReminder />}
      <TakenTime choice={address} refusal={refusal} action={reserveTime} address={here} />
      <TimeNarrowing {...(await narrowings(address, free.advisors))} />
      {offered.length > 0 && ownDay ? (
        <TimeForm action={reserveTime} address={here} choice={address}>
          <TimeChoice name="zeit" days={offered} level={refusal?.kind === 'time-taken' ? 3 : 2} />
        </TimeForm>
      ) : (
        <NothingFree
          narrowed={narrowed}
          allHref={localePath(locale, timesPath(unnarrowed))}
          waysHref={hasWays ? waysHref : undefined}
        />
      )}
      <nav aria-label={t('moreLabel')} className="flex flex-wrap gap-3">
        {next !== null && (
          <LinkButton
            variant="secondary"
            icon="arrow-right"
            href={localePath(locale, timesPath({ ...address, day: undefined, from: next }))}
          >
            {t('later')}
          </LinkButton>
        )}
        {start !== undefined && (
          <LinkButton
            variant="quiet"
            href={localePath(locale, timesPath({ ...address, day: undefined, from: undefined }))}
          >
            {t('earliest')}
          </LinkButton>
        )}
      </nav>
    </BookingStep>
  );
}
