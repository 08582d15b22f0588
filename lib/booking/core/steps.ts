import { Temporal } from '#lib/platform/time.ts';

/** Claims count time in steps of 5 minutes since 1970. */
export const stepMinutes = 5;
const stepMilliseconds = stepMinutes * 60_000;

/** The step that begins at `instant`. @throws RangeError when none does */
export function stepAt(instant: Temporal.Instant): number {
  const step = instant.epochMilliseconds / stepMilliseconds;
  if (!Number.isInteger(step)) throw new RangeError('Not the beginning of a 5-minute step');
  return step;
}

const instants = new Map<number, Temporal.Instant>();
/** A few months of steps */
const maxInstants = 50_000;

/** The instant at which a step begins. Kept: a question over ninety days makes thousands of them. */
export function instantOf(step: number): Temporal.Instant {
  const known = instants.get(step);
  if (known !== undefined) return known;
  if (instants.size >= maxInstants) instants.clear();
  const instant = Temporal.Instant.fromEpochMilliseconds(step * stepMilliseconds);
  instants.set(step, instant);
  return instant;
}

/** The first step that begins at or after a point of time, given in milliseconds since 1970. */
export function stepFrom(milliseconds: number): number {
  return Math.ceil(milliseconds / stepMilliseconds);
}

/** The last step that ends at or before a point of time; as an exclusive end. */
export function stepUntil(milliseconds: number): number {
  return Math.floor(milliseconds / stepMilliseconds);
}

/** Minutes as steps. @throws RangeError when they are not whole steps */
export function stepsOf(minutes: number): number {
  const steps = minutes / stepMinutes;
  if (!Number.isInteger(steps)) throw new RangeError('Not whole 5-minute steps');
  return steps;
}
