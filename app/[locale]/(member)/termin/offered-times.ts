import { getLocale, getTranslations } from 'next-intl/server';
import type { OfferedDay } from '#components/booking/time-choice.tsx';
import type { FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import { formatClock, formatDayShort } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Temporal } from '#lib/platform/time.ts';
import type { DayOfTimes } from './offered-days.ts';

/** Days of free times in words. @param pathOfDay where the rest of a day can be seen; without it the rest is not offered */
export async function toOfferedDays(
  days: readonly DayOfTimes[],
  pathOfDay?: (day: Temporal.PlainDate) => string,
): Promise<OfferedDay[]> {
  const [t, locale] = await Promise.all([getTranslations('booking.timePage'), getLocale()]);
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const whom = ({ advisors }: FreeTime) =>
    advisors.length <= 2
      ? list.format(advisors.map(({ label }) => label))
      : t('freeAdvisors', { count: advisors.length });
  return days.flatMap(({ day, times, hidden }): OfferedDay[] => {
    const [first] = times;
    if (first === undefined) return [];
    return [
      {
        key: day.toString(),
        title: formatDayShort(first.startsAt, first.timeZone, locale),
        times: times.map((time) => ({
          value: time.startsAt.toString(),
          clock: formatClock(time.startsAt, time.timeZone, locale),
          advisor: whom(time),
          ...(time.seatsLeft !== undefined && { seats: t('seatsLeft', { count: time.seatsLeft }) }),
        })),
        ...(pathOfDay !== undefined &&
          hidden > 0 && {
            all: {
              href: localePath(locale, pathOfDay(day)),
              count: times.length + hidden,
            },
          }),
      },
    ];
  });
}
