import { Temporal } from '#lib/platform/time.ts';
import { hourOf, type QuietHours, wakingFrom } from './quiet-hours.ts';

/** Figures of `policy.ts` that say when somebody is reminded. */
export interface ReminderFigures {
  quietHours: QuietHours;
  /** The hour of an evening before, for what the morning would be too late for */
  eveningHour: number;
  /** Closer to the start than this nobody is reminded late */
  latestReminderMinutes: number;
}

interface Remembered {
  startsAt: Temporal.Instant;
  /** Of the center */
  zone: string;
}

const dayMinutes = 24 * 60;

/**
 * When a reminder is sent (BK7). Whole days are days of the calendar: two days before ten o'clock is ten o'clock, also
 * when clocks change between. What would ring in the night comes in the morning, as long as that leaves half of the
 * minutes, else on the evening before.
 * @param minutes before the start
 */
export function reminderInstant(
  minutes: number,
  { startsAt, zone }: Remembered,
  { quietHours, eveningHour }: Pick<ReminderFigures, 'quietHours' | 'eveningHour'>,
): Temporal.Instant {
  const wanted = startsAt
    .toZonedDateTimeISO(zone)
    .subtract({ days: Math.floor(minutes / dayMinutes) })
    .toInstant()
    .subtract({ minutes: minutes % dayMinutes });
  const morning = wakingFrom(wanted, zone, quietHours);
  if (morning.equals(wanted) || morning.until(startsAt).total('minutes') * 2 >= minutes) return morning;
  const clock = wanted.toZonedDateTimeISO(zone);
  const evening = clock.hour < quietHours.to ? clock.toPlainDate().subtract({ days: 1 }) : clock.toPlainDate();
  return hourOf(evening, eveningHour, zone);
}

/**
 * The reminder that is due now, in minutes before the start; `null` when none is. After a pause of the scheduler several
 * may be: the one nearest to the start is sent and stands for the others.
 * @param reminder.minutes those that were not sent
 * @param reminder.toldAt when the person was last told how the appointment stands: what should have come before that
 *   says nothing new
 */
export function dueReminder(
  { minutes, startsAt, zone, toldAt }: Remembered & { minutes: readonly number[]; toldAt: Temporal.Instant },
  now: Temporal.Instant,
  figures: ReminderFigures,
): number | null {
  if (!wakingFrom(now, zone, figures.quietHours).equals(now)) return null;
  const ahead = now.until(startsAt).total('minutes');
  const due = minutes.filter((before) => {
    const at = reminderInstant(before, { startsAt, zone }, figures);
    const isTime = Temporal.Instant.compare(at, now) <= 0 && Temporal.Instant.compare(at, toldAt) >= 0;
    return isTime && ahead >= Math.min(before / 2, figures.latestReminderMinutes);
  });
  return due.length === 0 ? null : Math.min(...due);
}
