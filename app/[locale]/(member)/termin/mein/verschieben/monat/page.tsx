import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { type FreeMonth, listFreeDays } from '#lib/booking/free-times/list-free-days.ts';
import { legalZone, Temporal } from '#lib/platform/time.ts';
import { type Query, readMonth } from '../../../address.ts';
import { MonthOfTimes } from '../../../monat/month-of-times.tsx';
import { to } from '../../../offers.ts';
import { stepTitle } from '../../../titles.ts';
import { ZoneNote } from '../../../zone-note.tsx';
import { NotChangeable } from '../../not-changeable.tsx';
import { HeldMove } from '../held-move.tsx';
import { moveMonthPath, movePath } from '../move-address.ts';
import { MoveNarrowing } from '../move-narrowing.tsx';
import { MoveStep } from '../move-step.tsx';
import { readMovePage } from '../read-move-page.ts';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('choosing.month');
  return stepTitle(t('question'), { step: 1, of: 2 });
}

/** The same question as the list of new times, by day (BK10). */
export default async function MoveMonthPage({ searchParams }: Props) {
  const [t, query] = await Promise.all([getTranslations('choosing.month'), searchParams]);
  const page = await readMovePage(query);
  if (!page.ok) return <NotChangeable own={page.own} />;
  const { own, right, offer, address, move } = page;
  const found = await listFreeDays(address, readMonth(query));
  const listPath = movePath({ ...address, day: undefined, from: undefined });
  // What cannot be had at all is told on the page of times.
  if (found === null) redirect(await to(listPath));
  const month = withoutOwnSession(upTo(found, move.days.to), own.appointment);
  const center = offer?.centers.find(({ slug }) => slug === address.center);
  return (
    <MoveStep
      step={1}
      question={t('question')}
      lead={t('lead')}
      back={{ href: await to(listPath) }}
      now={own.appointment}
    >
      <HeldMove right={right} />
      <MoveNarrowing
        address={address}
        offer={offer}
        now={own.appointment}
        pathOf={(narrowed) => moveMonthPath(narrowed, month.first)}
      />
      <p className="text-ink-soft">
        <ZoneNote zone={center?.timeZone ?? legalZone} city={center?.city} />
      </p>
      <MonthOfTimes
        month={month}
        pathOfDay={(day) => movePath({ ...address, day, from: undefined })}
        pathOfMonth={(first) => moveMonthPath(address, first)}
        listPath={listPath}
      />
    </MoveStep>
  );
}

/** The session that one has a seat in is no other one. */
function withoutOwnSession(month: FreeMonth, { groupSessionId, startsAt, center }: AppointmentView): FreeMonth {
  const own = startsAt.toZonedDateTimeISO(center.timeZone).toPlainDate();
  const days = month.days.map((one) => (one.day.equals(own) ? { ...one, count: Math.max(0, one.count - 1) } : one));
  return groupSessionId === null ? month : { ...month, days };
}

/** Later than this day nothing can be chosen. */
function upTo(month: FreeMonth, last: Temporal.PlainDate): FreeMonth {
  const isLater = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, last) > 0;
  return {
    ...month,
    days: month.days.map((one) => (isLater(one.day) ? { ...one, count: 0 } : one)),
    last: isLater(month.last) ? last : month.last,
    next: month.next !== null && isLater(month.next) ? null : month.next,
  };
}
