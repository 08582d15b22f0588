import type { FreeStart } from '#lib/booking/core/free-times.ts';
import { maxListedAdvisors } from '#lib/booking/policy.ts';
import { isSame, type Taken } from './claim.sql.ts';

const known = new Map<string, { taken: Taken; starts: readonly FreeStart[] }>();
/** Days that are being looked at just now */
const maxKnown = 200;
/** Questions about more resources would fill the memory. */
const maxResources = 3 * maxListedAdvisors;

/**
 * Free starts as they were computed last, when all that they depend on is still the same: rules and span, which the
 * name stands for, and the claims as they were just read. Many people look at the same day before one of them takes a
 * time (decision 0020).
 */
export function startsOnce(name: string, taken: Taken, compute: () => FreeStart[]): readonly FreeStart[] {
  if (taken.size > maxResources) return compute();
  const found = known.get(name);
  if (found !== undefined && isSame(found.taken, taken)) return found.starts;
  const starts = compute();
  known.delete(name);
  const [oldest] = known.keys();
  if (known.size >= maxKnown && oldest !== undefined) known.delete(oldest);
  known.set(name, { taken, starts });
  return starts;
}
