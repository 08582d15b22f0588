import type { FreeTime } from '#lib/booking/list-free-times.ts';
import type { Temporal } from '#lib/platform/time.ts';

export interface DayOfTimes {
  day: Temporal.PlainDate;
  times: FreeTime[];
  /** Times of this day that are not among `times` */
  hidden: number;
}

/**
 * Free times by day, on the clock of the place, in the order they came.
 * @param shown at most so many days, and so many times of each
 * @returns the days, and the first day that found no room
 */
export function groupByDay(
  times: readonly FreeTime[],
  shown: { days: number; perDay: number },
): { days: DayOfTimes[]; next: Temporal.PlainDate | null } {
  const days: DayOfTimes[] = [];
  for (const time of times) {
    const day = time.startsAt.toZonedDateTimeISO(time.timeZone).toPlainDate();
    let last = days.at(-1);
    if (last === undefined || !last.day.equals(day)) {
      if (days.length === shown.days) return { days, next: day };
      last = { day, times: [], hidden: 0 };
      days.push(last);
    }
    if (last.times.length < shown.perDay) last.times.push(time);
    else last.hidden += 1;
  }
  return { days, next: null };
}
