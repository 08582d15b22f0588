import type { Temporal } from '#lib/platform/time.ts';
import { holidayOn } from './holidays.ts';

/** A weekly rule in wall clock of the center: minutes from midnight, weekday 1 is Monday. */
export interface WeeklyRule {
  weekday: number;
  startMinute: number;
  endMinute: number;
}

/** What decides when a place is closed, and what its clocks show. */
export interface Place {
  timeZone: string;
  land: string;
}

/** From (inside) to (outside), in milliseconds since 1970: thousands are made for one question. */
export interface Span {
  from: number;
  to: number;
}

export interface DayPlan {
  date: Temporal.PlainDate;
  /** The public holiday that closes the place, in German */
  holiday: string | null;
  /** In order, without overlaps */
  open: readonly Span[];
}

/**
 * Expands weekly rules to instants, day by day. Wall clock rules: on the Sunday when clocks go forward, a rule over the
 * gap is an hour shorter, on the other one an hour longer.
 * @param days how many days from `from` on
 */
export function planDays(
  rules: readonly WeeklyRule[],
  place: Place,
  from: Temporal.PlainDate,
  days: number,
): DayPlan[] {
  return Array.from({ length: days }, (_, i) => {
    const date = from.add({ days: i });
    const holiday = holidayOn(date, place.land);
    const open =
      holiday === null
        ? merge(
            rules.filter((rule) => rule.weekday === date.dayOfWeek).map((rule) => expand(rule, date, place.timeZone)),
          )
        : [];
    return { date, holiday, open };
  });
}

/** The openings of days in a row; one that ends at midnight goes on in the one that begins then. */
export function openSpans(days: readonly DayPlan[]): Span[] {
  return merge(days.flatMap(({ open }) => [...open]));
}

function expand(rule: WeeklyRule, date: Temporal.PlainDate, zone: string): Span {
  const day = dayOf(date, zone);
  if (day.even) return { from: day.start + rule.startMinute * 60_000, to: day.start + rule.endMinute * 60_000 };
  return { from: wallClock(date, rule.startMinute, zone), to: wallClock(date, rule.endMinute, zone) };
}

function wallClock(date: Temporal.PlainDate, minute: number, zone: string): number {
  const midnight = date.add({ days: Math.floor(minute / 1440) }).toPlainDateTime();
  return midnight.add({ minutes: minute % 1440 }).toZonedDateTime(zone).epochMilliseconds;
}

interface Day {
  start: number;
  /** The day has 24 hours, so minutes from midnight are enough */
  even: boolean;
}
const seenDays = new Map<string, Day>();

function dayOf(date: Temporal.PlainDate, zone: string): Day {
  const name = `${date.toString()} ${zone}`;
  const found = seenDays.get(name);
  if (found !== undefined) return found;
  const start = wallClock(date, 0, zone);
  const day = { start, even: wallClock(date, 1440, zone) - start === 86_400_000 };
  // Days go by: what was asked for last year need not stay.
  if (seenDays.size > 4000) seenDays.clear();
  seenDays.set(name, day);
  return day;
}

function merge(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}
