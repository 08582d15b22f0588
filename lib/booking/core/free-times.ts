import type { WhyClosed } from '#lib/organisation/core/open-hours.ts';

/** Half open, in 5-minute steps since 1970. */
export interface StepSpan {
  from: number;
  to: number;
}

/** A span that is not open for a reason. */
export interface ClosedSteps extends StepSpan {
  why: WhyClosed;
}

/** One resource's hours and claims, all in order and without overlaps. */
export interface ResourceDays {
  open: readonly StepSpan[];
  /** Why it is not open where it is not; what is in neither list is outside its hours */
  closed?: readonly ClosedSteps[];
  taken: readonly StepSpan[];
}

export interface AdvisorDays extends ResourceDays {
  advisorId: string;
}

/** What an appointment takes besides its advisor: one of these, whichever is free. */
export interface ResourceNeed {
  kind: NeededKind;
  resources: readonly ResourceDays[];
}
export const neededKinds = ['room', 'interpreter', 'seat'] as const;
export type NeededKind = (typeof neededKinds)[number];

/** What a service demands, all in steps. */
export interface TimeRules {
  duration: number;
  bufferBefore: number;
  bufferAfter: number;
  /** The first step at which an appointment may start: now and the lead time */
  earliest: number;
  /** The first step at which none may start any more: the booking horizon */
  latest: number;
  /** Appointments start at multiples of this */
  grid: number;
}

export interface FreeStart {
  start: number;
  /** Who is free then, in the order they were given */
  advisorIds: string[];
  /** Of a group session: seats that are left in that of each advisor */
  seatsLeft?: ReadonlyMap<string, number>;
}

/** What an appointment takes of its advisor's time, buffers included. */
export function spanOf(start: number, rules: Pick<TimeRules, 'duration' | 'bufferBefore' | 'bufferAfter'>): StepSpan {
  return { from: start - rules.bufferBefore, to: start + rules.duration + rules.bufferAfter };
}

/**
 * All times at which an appointment can start, earliest first; "any advisor" is whoever `advisorIds` names. An
 * appointment lies in one opening with its buffers, since they are work, too. At each of these times every need has
 * somebody (or something) free as well.
 */
export function freeTimes(
  rules: TimeRules,
  advisors: readonly AdvisorDays[],
  needs: readonly ResourceNeed[] = [],
): FreeStart[] {
  const starts = new Map<number, string[]>();
  for (const advisor of advisors) {
    eachStart(rules, advisor, (start) => {
      const free = starts.get(start);
      if (free === undefined) starts.set(start, [advisor.advisorId]);
      else free.push(advisor.advisorId);
    });
  }
  const met = needs.map(({ resources }) => {
    const possible = new Set<number>();
    for (const resource of resources) eachStart(rules, resource, (start) => possible.add(start));
    return possible;
  });
  return [...starts]
    .filter(([start]) => met.every((possible) => possible.has(start)))
    .map(([start, advisorIds]) => ({ start, advisorIds }))
    .sort((a, b) => a.start - b.start);
}

/** The free times of several places as one list, earliest first. */
export function mergeFreeTimes(places: readonly (readonly FreeStart[])[]): FreeStart[] {
  const merged = new Map<number, FreeStart>();
  for (const { start, advisorIds } of places.flat()) {
    const found = merged.get(start);
    if (found === undefined) merged.set(start, { start, advisorIds: [...advisorIds] });
    else found.advisorIds.push(...advisorIds);
  }
  return [...merged.values()].sort((a, b) => a.start - b.start);
}

// Called and not yielded: a thousand advisors have tens of thousands of starts in a week.
function eachStart(rules: TimeRules, { open, taken }: ResourceDays, visit: (start: number) => void): void {
  let next = 0;
  for (const opening of open) {
    let start = onGrid(Math.max(opening.from + rules.bufferBefore, rules.earliest), rules.grid);
    while (start < rules.latest) {
      const span = spanOf(start, rules);
      if (span.to > opening.to) break;
      while ((taken[next]?.to ?? Infinity) <= span.from) next += 1;
      const obstacle = taken[next];
      if (obstacle === undefined || obstacle.from >= span.to) {
        visit(start);
        start += rules.grid;
      } else {
        start = onGrid(obstacle.to + rules.bufferBefore, rules.grid);
      }
    }
  }
}

function onGrid(step: number, grid: number): number {
  return Math.ceil(step / grid) * grid;
}

/** Why one resource cannot be had at a time. */
export type WhyUnavailable = WhyClosed | 'outside-hours' | 'taken';
export type WhyNotFree =
  | 'too-soon'
  | 'too-far-ahead'
  | 'not-offered-minute'
  | 'no-session'
  | WhyUnavailable
  | `no-${NeededKind}`;

/**
 * Why an advisor is not offered at a time (OR5), for any minute; `null` when the time is free. Says the same as
 * `freeTimes`: first what the service says, then the advisor's hours, then claims, then what else is needed.
 */
export function whyNotFree(
  start: number,
  rules: TimeRules,
  advisor: ResourceDays,
  needs: readonly ResourceNeed[] = [],
): WhyNotFree | null {
  if (start < rules.earliest) return 'too-soon';
  if (start >= rules.latest) return 'too-far-ahead';
  if (start % rules.grid !== 0) return 'not-offered-minute';
  const span = spanOf(start, rules);
  const unavailable = whyUnavailable(span, advisor);
  if (unavailable !== null) return unavailable;
  const missing = needs.find(({ resources }) => resources.every((resource) => whyUnavailable(span, resource) !== null));
  return missing === undefined ? null : `no-${missing.kind}`;
}

/** Why a resource cannot be had for a whole span; `null` when it can. */
export function whyUnavailable(span: StepSpan, { open, closed, taken }: ResourceDays): WhyUnavailable | null {
  if (!open.some((opening) => opening.from <= span.from && span.to <= opening.to))
    return closed?.find((shut) => overlap(shut, span))?.why ?? 'outside-hours';
  return taken.some((claim) => overlap(claim, span)) ? 'taken' : null;
}

function overlap(a: StepSpan, b: StepSpan): boolean {
  return a.from < b.to && b.from < a.to;
}
