import { Temporal } from '#lib/platform/time.ts';

/** A weekly rule in wall clock of the center: minutes from midnight, weekday 1 is Monday. */
export interface WeeklyRule {
  weekday: number;
  startMinute: number;
  endMinute: number;
}

export interface HoursRule extends WeeklyRule {
  /** A break takes away what other rules open; without a kind the rule opens. */
  kind?: 'open' | 'break';
  /** First and last day on which the rule holds; without one it has always held, or holds on. */
  validFrom?: Temporal.PlainDate | null;
  validTo?: Temporal.PlainDate | null;
  /** Without one: every week. */
  repeats?: Repeats | null;
}

export type Repeats =
  /** Every n-th calendar week (Monday to Sunday), counted from the week in which `from` lies, in both directions */
  | { everyWeeks: number; from: Temporal.PlainDate }
  /** The n-th such weekday of a month, 1 to 5; -1 is the last one, -2 the one before. A fifth one is not in every month. */
  | { nthOfMonth: number };

/**
 * Other hours on a day or a span of days. Of several the one with the fewest days counts, so "the first of August to
 * the fifteenth closed" can have a day in the midst that is open. Of equally long ones that say different things
 * `closed` counts; their openings add up.
 */
export interface HoursException {
  firstDay: Temporal.PlainDate;
  /** Inclusive */
  lastDay: Temporal.PlainDate;
  /** Instead of the regular hours and their breaks; `null`: closed */
  opening: { startMinute: number; endMinute: number } | null;
  /** Opens although the day is a public holiday */
  onHolidays?: boolean;
}

const monday = Temporal.PlainDate.from('1970-01-05');

/** Whether a rule opens (or breaks) anything on a day. */
export function ruleApplies(rule: HoursRule, date: Temporal.PlainDate): boolean {
  if (rule.weekday !== date.dayOfWeek) return false;
  if (rule.validFrom != null && Temporal.PlainDate.compare(date, rule.validFrom) < 0) return false;
  if (rule.validTo != null && Temporal.PlainDate.compare(date, rule.validTo) > 0) return false;
  return rule.repeats == null || repeatsOn(rule.repeats, date);
}

function repeatsOn(repeats: Repeats, date: Temporal.PlainDate): boolean {
  if ('everyWeeks' in repeats) return (weekOf(date) - weekOf(repeats.from)) % repeats.everyWeeks === 0;
  const { nthOfMonth } = repeats;
  const nth = nthOfMonth > 0 ? Math.ceil(date.day / 7) : -Math.ceil((date.daysInMonth - date.day + 1) / 7);
  return nth === nthOfMonth;
}

/** Calendar weeks since the one in which 1970 began, or rather since its first Monday. */
function weekOf(date: Temporal.PlainDate): number {
  return Math.floor(monday.until(date, { largestUnit: 'day' }).days / 7);
}

/** The exceptions that count on a day: none, or all of those with the fewest days. */
export function exceptionsOn(exceptions: readonly HoursException[], date: Temporal.PlainDate): HoursException[] {
  if (exceptions.length === 0) return [];
  const covering = exceptions
    .filter(
      ({ firstDay, lastDay }) =>
        Temporal.PlainDate.compare(firstDay, date) <= 0 && Temporal.PlainDate.compare(date, lastDay) <= 0,
    )
    .map((exception) => ({ exception, days: daysOf(exception) }));
  const fewest = Math.min(...covering.map(({ days }) => days));
  return covering.filter(({ days }) => days === fewest).map(({ exception }) => exception);
}

function daysOf({ firstDay, lastDay }: HoursException): number {
  return firstDay.until(lastDay, { largestUnit: 'day' }).days;
}
