import { type HoursRule, ruleApplies } from './hours-rule.ts';
import type { PlaceDay } from './place-days.ts';
import { merge, type Span } from './spans.ts';
import { onWallClock } from './wall-clock.ts';

type Kind = 'open' | 'break';
interface Group {
  rules: readonly HoursRule[];
  /** Merged, in minutes from midnight; `null` where it depends on the date which of the rules apply */
  minutes: readonly Span[] | null;
}

/**
 * What rules open, or break, on a day, merged. Most rules are the same every week, so they are put in order once; on a
 * day of 24 hours they are only moved to it.
 */
export function weeklySpans(rules: readonly HoursRule[]): (day: PlaceDay, kind: Kind) => Span[] {
  const groups = { open: byWeekday(rules, 'open'), break: byWeekday(rules, 'break') };
  return (day, kind) => {
    const group = groups[kind][day.weekday];
    if (group === undefined || group.rules.length === 0) return [];
    if (group.minutes !== null && day.even)
      return group.minutes.map(({ from, to }) => ({ from: day.from + from * 60_000, to: day.from + to * 60_000 }));
    return merge(group.rules.filter((rule) => ruleApplies(rule, day.date)).map((rule) => onWallClock(rule, day)));
  };
}

function byWeekday(rules: readonly HoursRule[], kind: Kind): Group[] {
  const ofKind = rules.filter((rule) => (rule.kind ?? 'open') === kind);
  return Array.from({ length: 8 }, (_, weekday) => {
    const group = ofKind.filter((rule) => rule.weekday === weekday);
    const everyWeek = group.every(
      ({ validFrom, validTo, repeats }) => validFrom == null && validTo == null && repeats == null,
    );
    const minutes = everyWeek
      ? merge(group.map(({ startMinute, endMinute }) => ({ from: startMinute, to: endMinute })))
      : null;
    return { rules: group, minutes };
  });
}
