/** Half open, in 5-minute steps since 1970. */
export interface StepSpan {
  from: number;
  to: number;
}

/** One advisor's rules and claims, both in order and without overlaps. */
export interface AdvisorDays {
  advisorId: string;
  open: readonly StepSpan[];
  taken: readonly StepSpan[];
}

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
}

/** What an appointment takes of its advisor's time, buffers included. */
export function spanOf(start: number, rules: Pick<TimeRules, 'duration' | 'bufferBefore' | 'bufferAfter'>): StepSpan {
  return { from: start - rules.bufferBefore, to: start + rules.duration + rules.bufferAfter };
}

/**
 * All times at which an appointment can start, earliest first; "any advisor" is whoever `advisorIds` names. An
 * appointment lies in one opening with its buffers, since they are work, too.
 */
export function freeTimes(rules: TimeRules, advisors: readonly AdvisorDays[]): FreeStart[] {
  const starts = new Map<number, string[]>();
  for (const advisor of advisors) {
    for (const start of startsOf(rules, advisor)) {
      const free = starts.get(start);
      if (free === undefined) starts.set(start, [advisor.advisorId]);
      else free.push(advisor.advisorId);
    }
  }
  return [...starts].map(([start, advisorIds]) => ({ start, advisorIds })).sort((a, b) => a.start - b.start);
}

function* startsOf(rules: TimeRules, { open, taken }: AdvisorDays): Generator<number> {
  let next = 0;
  for (const opening of open) {
    let start = onGrid(Math.max(opening.from + rules.bufferBefore, rules.earliest), rules.grid);
    while (start < rules.latest) {
      const span = spanOf(start, rules);
      if (span.to > opening.to) break;
      while ((taken[next]?.to ?? Infinity) <= span.from) next += 1;
      const obstacle = taken[next];
      if (obstacle === undefined || obstacle.from >= span.to) {
        yield start;
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

export type WhyNotFree = 'too-soon' | 'too-far-ahead' | 'not-offered-minute' | 'outside-hours' | 'taken';

/** Why an advisor is not offered at a time (OR5); `null` when the time is free. Says the same as `freeTimes`. */
export function whyNotFree(start: number, rules: TimeRules, { open, taken }: AdvisorDays): WhyNotFree | null {
  const span = spanOf(start, rules);
  if (start < rules.earliest) return 'too-soon';
  if (start >= rules.latest) return 'too-far-ahead';
  if (start % rules.grid !== 0) return 'not-offered-minute';
  if (!open.some((opening) => opening.from <= span.from && span.to <= opening.to)) return 'outside-hours';
  if (taken.some((claim) => claim.from < span.to && span.from < claim.to)) return 'taken';
  return null;
}
