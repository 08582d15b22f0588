import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { TimeChoice } from '#components/booking/time-choice.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { minutesOf } from '#lib/booking/appointment-view.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { legalZone, type Temporal } from '#lib/platform/time.ts';
import type { Query, TimesAddress } from '../../address.ts';
import { groupByDay } from '../../offered-days.ts';
import { toOfferedDays } from '../../offered-times.ts';
import { PhoneButton } from '../../phone.tsx';
import { ProvedNotice } from '../../proved-notice.tsx';
import { readRefusal } from '../../refusal.ts';
import { TimeForm } from '../../time-form.tsx';
import { stepTitle } from '../../titles.ts';
import { NothingFree } from '../../zeit/nothing-free.tsx';
import { TakenTime } from '../../zeit/taken-time.tsx';
import { ZoneNote } from '../../zone-note.tsx';
import { shownPath } from '../aim.ts';
import { NotChangeable } from '../not-changeable.tsx';
import { holdNewTime } from './actions.ts';
import { HeldMove } from './held-move.tsx';
import { moveMonthPath, movePath } from './move-address.ts';
import { MoveNarrowing } from './move-narrowing.tsx';
import { MoveStep } from './move-step.tsx';
import { readMovePage } from './read-move-page.ts';
import { TooFar } from './too-far.tsx';

type Props = { searchParams: Promise<Query> };

/** As on the page of a new booking. */
const shown = { days: 4, perDay: 6 };
const wholeDay = { days: 1, perDay: Infinity };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('changing.move');
  return stepTitle(t('question'), { step: 1, of: 2 });
}

/** The new time of an appointment. Each is a button that reserves it; the appointment keeps its own until the end (BK6). */
export default async function MovePage({ searchParams }: Props) {
  const [t, timePage, month, locale, query, refusal] = await Promise.all([
    getTranslations('changing.move'),
    getTranslations('booking.timePage'),
    getTranslations('choosing.month'),
    getLocale(),
    searchParams,
    readRefusal(),
  ]);
  const page = await readMovePage(query);
  if (!page.ok) return <NotChangeable own={page.own} />;
  const { own, right, offer, address, move } = page;
  const { appointment } = own;
  const href = (path: string) => localePath(locale, path);
  const center = offer?.centers.find(({ slug }) => slug === address.center);
  const zone = center?.timeZone ?? legalZone;
  const seen = address.day === undefined ? shown : wholeDay;
  // A day more than is seen: the appointment's own session may be all that one of them has.
  const times = (await timesOf(address, zone, move.days, seen.days + 1)).filter(
    ({ startsAt, seatsLeft }) => seatsLeft === undefined || !startsAt.equals(appointment.startsAt),
  );
  const { days, next } = groupByDay(times, seen);
  const unbound = { ...address, day: undefined, from: undefined };
  const offered = await toOfferedDays(days, (day) => movePath({ ...unbound, day }));
  const ownDay = address.day === undefined || days[0]?.day.equals(address.day) === true;
  const start = address.day ?? address.from;
  const here = href(movePath(address));
  return (
    <MoveStep
      step={1}
      question={t('question')}
      lead={t(appointment.groupSessionId === null ? 'lead' : 'leadGroup', { duration: minutesOf(appointment) })}
      back={{ href: href(shownPath) }}
      now={appointment}
    >
      {refusal === null && <ProvedNotice query={query} step="time" />}
      {refusal === null && <HeldMove right={right} />}
      <TooFar refusal={refusal} last={move.days.to} />
      <TakenTime choice={address} refusal={refusal} action={holdNewTime} address={here} />
      <div className="grid gap-4">
        <MoveNarrowing address={address} offer={offer} now={appointment} pathOf={movePath} />
        <p className="flex max-w-form flex-wrap items-center justify-between gap-x-6">
          <span className="text-ink-soft">
            <ZoneNote zone={times[0]?.timeZone ?? zone} city={center?.city} />
          </span>
          <a
            href={href(moveMonthPath(address, start?.with({ day: 1 })))}
            className="link inline-flex min-h-target items-center"
          >
            {month('link')}
          </a>
        </p>
      </div>
      {offered.length > 0 && ownDay ? (
        <TimeForm action={holdNewTime} address={here} choice={address}>
          <TimeChoice name="zeit" days={offered} level={refusal?.kind === 'time-taken' ? 3 : 2} />
        </TimeForm>
      ) : offer === null ? (
        <PhoneButton />
      ) : (
        <NothingFree address={address} offer={offer} next={times[0]} pathOf={movePath} wishesStay />
      )}
      <nav aria-label={timePage('moreLabel')} className="flex flex-wrap gap-3 empty:hidden">
        {next !== null && (
          <LinkButton variant="secondary" icon="arrow-right" href={href(movePath({ ...unbound, from: next }))}>
            {timePage('later')}
          </LinkButton>
        )}
        {start !== undefined && (
          <LinkButton variant="quiet" href={href(movePath(unbound))}>
            {timePage('earliest')}
          </LinkButton>
        )}
      </nav>
    </MoveStep>
  );
}

async function timesOf(
  address: TimesAddress,
  zone: string,
  days: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  wholeDays: number,
) {
  const start = address.day ?? address.from;
  const from = start?.toZonedDateTime(zone).toInstant();
  const free = await listFreeTimes({ ...address, from, days, limit: Infinity, wholeDays });
  return free.ok ? free.times : [];
}
