import type { Temporal } from '#lib/platform/time.ts';
import type { Span } from './spans.ts';

/** A day on the clock of a zone, from midnight to midnight. */
export interface ClockDay extends Span {
  date: Temporal.PlainDate;
  zone: string;
  /** The day has 24 hours, so minutes from midnight are enough */
  even: boolean;
}

export function clockDay(date: Temporal.PlainDate, zone: string): ClockDay {
  const from = wallClock(date, 0, zone);
  const to = wallClock(date, 1440, zone);
  return { date, zone, from, to, even: to - from === 86_400_000 };
}

/**
 * Minutes of a day on the wall clock as instants. On the Sunday when clocks go forward, a span over the gap is an hour
 * shorter, on the other one an hour longer; a minute that comes twice is the first of the two.
 */
export function onWallClock(
  { startMinute, endMinute }: { startMinute: number; endMinute: number },
  day: ClockDay,
): Span {
  if (day.even) return { from: day.from + startMinute * 60_000, to: day.from + endMinute * 60_000 };
  return { from: wallClock(day.date, startMinute, day.zone), to: wallClock(day.date, endMinute, day.zone) };
}

function wallClock(date: Temporal.PlainDate, minute: number, zone: string): number {
  const midnight = date.add({ days: Math.floor(minute / 1440) }).toPlainDateTime();
  return midnight.add({ minutes: minute % 1440 }).toZonedDateTime(zone).epochMilliseconds;
}
