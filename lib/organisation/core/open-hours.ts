import type { Temporal } from '#lib/platform/time.ts';
import { exceptionsOn, type HoursException, type HoursRule } from './hours-rule.ts';
import { type Place, type PlaceDay, placeDays } from './place-days.ts';
import { intersect, merge, type Span, subtract } from './spans.ts';
import { onWallClock } from './wall-clock.ts';
import { weeklySpans } from './weekly-spans.ts';

/** What else decides about a resource's hours. */
export interface Besides {
  exceptions?: readonly HoursException[];
  /** When the resource is away, merged; why is nobody's business */
  absences?: readonly Span[];
  /** When the house is open, merged: for what needs people in it. `null` or absent: always */
  house?: readonly Span[] | null;
  /** Holidays close nothing by themselves */
  onHolidays?: boolean;
}

/** Why a time is not open although it could be. Time for which there is no rule at all has no reason: outside hours. */
export type WhyClosed = 'holiday' | 'exception' | 'break' | 'house-closed' | 'absent';
export interface ClosedSpan extends Span {
  why: WhyClosed;
}

export interface DayPlan {
  date: Temporal.PlainDate;
  /** The public holiday of the place, in German; closes the day unless an exception opens it */
  holiday: string | null;
  /** In order, without overlaps */
  open: readonly Span[];
  /** What is not open for a reason; none overlaps another or `open` */
  closed: readonly ClosedSpan[];
}

/**
 * Expands rules to instants, day by day: what the rules of the day (or the exceptions in their place) open, less
 * holidays, breaks, the hours in which the house is shut, and absences. Wall clock rules: on the Sunday when clocks go
 * forward, a rule over the gap is an hour shorter, on the other one an hour longer.
 * @param days how many days from `from` on
 */
export function planDays(
  rules: readonly HoursRule[],
  place: Place,
  from: Temporal.PlainDate,
  days: number,
  besides: Besides = {},
): DayPlan[] {
  const spansOn = weeklySpans(rules);
  return placeDays(place, from, days).map((day) => planDay(spansOn, day, besides));
}

function planDay(spansOn: ReturnType<typeof weeklySpans>, day: PlaceDay, besides: Besides): DayPlan {
  const { date, holiday } = day;
  const whole = { from: day.from, to: day.to };
  const exceptions = exceptionsOn(besides.exceptions ?? [], date);
  const wholly = (why: WhyClosed): DayPlan => ({
    date,
    holiday,
    open: [],
    closed: [{ ...whole, why }],
  });
  const holidaysClose = besides.onHolidays !== true && !exceptions.some(({ onHolidays }) => onHolidays === true);
  if (holiday !== null && holidaysClose) return wholly('holiday');
  if (exceptions.some(({ opening }) => opening === null)) return wholly('exception');

  const closed: ClosedSpan[] = [];
  let open = spansOn(day, 'open');
  const takeAway = (taken: readonly Span[], why: WhyClosed): void => {
    const cut = intersect(open, taken);
    if (cut.length === 0) return;
    closed.push(...cut.map((span) => ({ ...span, why })));
    open = subtract(open, cut);
  };
  if (exceptions.length === 0) {
    takeAway(spansOn(day, 'break'), 'break');
  } else {
    const instead = merge(exceptions.flatMap(({ opening }) => (opening === null ? [] : onWallClock(opening, day))));
    takeAway(subtract([whole], instead), 'exception');
    open = instead;
  }
  if (besides.house != null) takeAway(subtract([whole], besides.house), 'house-closed');
  if (besides.absences !== undefined) takeAway(besides.absences, 'absent');
  return { date, holiday, open, closed: closed.sort((a, b) => a.from - b.from) };
}

/** The openings of days in a row; one that ends at midnight goes on in the one that begins then. */
export function openSpans(days: readonly DayPlan[]): Span[] {
  return merge(days.flatMap(({ open }) => [...open]));
}

/** What is closed for a reason in days in a row, in order. */
export function closedSpans(days: readonly DayPlan[]): ClosedSpan[] {
  return days.flatMap(({ closed }) => [...closed]);
}
