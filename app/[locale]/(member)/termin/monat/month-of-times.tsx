import { getLocale, getTranslations } from 'next-intl/server';
import { MonthCalendar } from '#components/booking/month-calendar.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import type { FreeMonth } from '#lib/booking/free-times/list-free-days.ts';
import { formatDayOfYear, formatMonth } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { Temporal } from '#lib/platform/time.ts';
import { EmptyMonth } from './empty-month.tsx';
import { HolidayList } from './holiday-list.tsx';

type MonthOfTimesProps = {
  month: FreeMonth;
  /** German paths: the times of a day, another month, the list of times */
  pathOfDay: (day: Temporal.PlainDate) => string;
  pathOfMonth: (first: Temporal.PlainDate) => string;
  listPath: string;
};

/** Free times of a month by day, with its holidays and the ways to other months. */
export async function MonthOfTimes({ month, pathOfDay, pathOfMonth, listPath }: MonthOfTimesProps) {
  const [t, locale] = await Promise.all([getTranslations('choosing.month'), getLocale()]);
  const { first, days, today, last, next } = month;
  const timesOfDay = (day: Temporal.PlainDate) => localePath(locale, pathOfDay(day));
  const [before, after] = [first.subtract({ months: 1 }), first.add({ months: 1 })];
  return (
    <>
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
          <EmptyMonth month={first} next={next} hrefOf={timesOfDay} />
        )}
        <HolidayList days={days} />
      </div>
      <nav aria-label={t('navigation')} className="flex flex-wrap gap-3">
        {Temporal.PlainDate.compare(first, today) > 0 && (
          <LinkButton variant="secondary" icon="arrow-left" href={localePath(locale, pathOfMonth(before))}>
            {t('previous', { month: formatMonth(before, locale) })}
          </LinkButton>
        )}
        {Temporal.PlainDate.compare(after, last) <= 0 && (
          <LinkButton variant="secondary" icon="arrow-right" href={localePath(locale, pathOfMonth(after))}>
            {t('next', { month: formatMonth(after, locale) })}
          </LinkButton>
        )}
        <LinkButton variant="quiet" href={localePath(locale, listPath)}>
          {t('list')}
        </LinkButton>
      </nav>
    </>
  );
}
