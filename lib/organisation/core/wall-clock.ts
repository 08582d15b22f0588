import type { Temporal } from '#lib/platform/time.ts';
import type { Span } from './spans.ts';

/**
 * Minutes of a day on the wall clock as instants. On the Sunday when clocks go forward, a span over the gap is an hour
 * shorter, on the other one an hour longer; a minute that comes twice is the first of the two.
 */
export function onWallClock(
  { startMinute, endMinute }: { startMinute: number; endMinute: number },
  date: Temporal.PlainDate,
  zone: string,
): Span {
  const day = dayOf(date, zone);
  if (day.even) return { from: day.from + startMinute * 60_000, to: day.from + endMinute * 60_000 };
  return { from: wallClock(date, startMinute, zone), to: wallClock(date, endMinute, zone) };
}

/** A whole day, from midnight to midnight. */
export function wholeDay(date: Temporal.PlainDate, zone: string): Span {
  const { from, to } = dayOf(date, zone);
  return { from, to };
}

function wallClock(date: Temporal.PlainDate, minute: number, zone: string): number {
  const midnight = date.add({ days: Math.floor(minute / 1440) }).toPlainDateTime();
  return midnight.add({ minutes: minute % 1440 }).toZonedDateTime(zone).epochMilliseconds;
}

interface Day extends Span {
  /** The day has 24 hours, so minutes from midnight are enough */
  even: boolean;
}
const seenDays = new Map<string, Day>();

function dayOf(date: Temporal.PlainDate, zone: string): Day {
  const name = `${date.toString()} ${zone}`;
  const found = seenDays.get(name);
  if (found !== undefined) return found;
  const from = wallClock(date, 0, zone);
  const to = wallClock(date, 1440, zone);
  const day = { from, to, even: to - from === 86_400_000 };
  // Days go by: what was asked for last year need not stay.
  if (seenDays.size > 4000) seenDays.clear();
  seenDays.set(name, day);
  return day;
}
