import type { Temporal } from '#lib/platform/time.ts';
import type { HoursException, HoursRule } from './hours-rule.ts';
import { type ClosedSpan, closedSpans, openSpans, planDays } from './open-hours.ts';
import type { Place } from './place-days.ts';
import type { Span } from './spans.ts';

/** Rules and other days of a resource or a house. */
interface Hours {
  rules: readonly HoursRule[];
  exceptions: readonly HoursException[];
}

/** What decides when a resource can be had, with the place whose clock, house and holidays it follows. */
export interface ResourceRules extends Hours {
  kind: 'advisor' | 'room' | 'interpreter' | 'seat';
  absences: readonly Span[];
  center: Place & Hours;
}

const always: readonly HoursRule[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  startMinute: 0,
  endMinute: 1440,
}));

/** Days in a row at a place. */
export interface DaysAround {
  first: Temporal.PlainDate;
  count: number;
  /** The same for the same days */
  name: string;
}

/** The days of two instants, and a day more on either side: an opening may reach over midnight, also of another zone. */
export function daysAround(from: Temporal.Instant, to: Temporal.Instant, zone: string): DaysAround {
  const first = from.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  const last = to.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  const count = first.until(last, { largestUnit: 'day' }).days + 1;
  return { first, count, name: `${first.toString()} ${count}` };
}

/** When a house is open on some days; `null` when it sets no frame, having neither hours nor other days. */
export function houseHours(center: Place & Hours, { first, count }: DaysAround): Span[] | null {
  if (center.rules.length === 0 && center.exceptions.length === 0) return null;
  const rules = center.rules.length === 0 ? always : center.rules;
  return openSpans(planDays(rules, center, first, count, { exceptions: center.exceptions }));
}

/**
 * When a resource can be had on some days, and why it cannot be otherwise. Advisors and interpreters have hours
 * of their own; rooms and seats without hours are there always.
 * @param house the hours of the house, for what happens in it; `null` for what does not
 */
export function resourceHours(
  { kind, rules, exceptions, absences, center }: ResourceRules,
  { first, count }: DaysAround,
  house: readonly Span[] | null,
): { open: Span[]; closed: ClosedSpan[] } {
  const thing = (kind === 'room' || kind === 'seat') && rules.length === 0;
  const besides = { exceptions, absences, house, onHolidays: thing };
  const days = planDays(thing ? always : rules, center, first, count, besides);
  return { open: openSpans(days), closed: closedSpans(days) };
}
