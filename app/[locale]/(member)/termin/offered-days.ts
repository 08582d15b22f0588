import type { FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import type { Temporal } from '#lib/platform/time.ts';

export interface DayOfTimes {
  day: Temporal.PlainDate;
  times: FreeTime[];
  /** Times of this day that are not among `times` */
  hidden: number;
}

/**
 * Free times by day, on the clock of the place, earliest first. Of the first day the earliest are shown; of a day with
 * many times some from its beginning to its end, at full hours where there are enough.
 * @param shown at most so many days, and so many times of each
 * @returns the days, and the first day that found no room
 */
export function groupByDay(
  times: readonly FreeTime[],
  shown: { days: number; perDay: number },
): { days: DayOfTimes[]; next: Temporal.PlainDate | null } {
  const groups: { day: Temporal.PlainDate; all: FreeTime[] }[] = [];
  let next: Temporal.PlainDate | null = null;
  for (const time of times) {
    const day = time.startsAt.toZonedDateTimeISO(time.timeZone).toPlainDate();
    const last = groups.at(-1);
    if (last?.day.equals(day) === true) last.all.push(time);
    else if (groups.length < shown.days) groups.push({ day, all: [time] });
    else {
      next = day;
      break;
    }
  }
  const days = groups.map(({ day, all }, index) => {
    const some = index === 0 ? all.slice(0, shown.perDay) : spread(all, shown.perDay);
    return { day, times: some, hidden: all.length - some.length };
  });
  return { days, next };
}

/** @returns at most `count` of a day's times, from the first to the last in even steps */
function spread(times: FreeTime[], count: number): FreeTime[] {
  if (times.length <= count) return times;
  const fullHours = times.filter(({ startsAt, timeZone }) => startsAt.toZonedDateTimeISO(timeZone).minute === 0);
  const from = fullHours.length >= count ? fullHours : times;
  const step = (from.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => from[Math.round(index * step)]).filter(
    (time) => time !== undefined,
  );
}
