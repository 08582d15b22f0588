import type { ResourceDays, StepSpan } from './free-times.ts';

/**
 * "Any advisor": those who are free, in the order in which they are asked. First whoever has the smallest part of their
 * hours taken around that time, so somebody with half the hours gets half the appointments. Between equals a number
 * decides that is another one for each time, so nobody is first because of a name; it is the same for everybody who
 * asks, and no chance.
 * @param free with hours and claims of the same days
 */
export function spreadFairly<T extends ResourceDays>(
  free: readonly T[],
  start: number,
  idOf: (resource: T) => string,
): T[] {
  return free
    .map((resource) => ({ resource, load: loadOf(resource), lot: lotOf(`${idOf(resource)} ${start}`) }))
    .sort((a, b) => a.load - b.load || a.lot - b.lot)
    .map(({ resource }) => resource);
}

function loadOf({ open, taken }: ResourceDays): number {
  const hours = lengthOf(open);
  return hours === 0 ? Infinity : lengthOf(taken) / hours;
}

function lengthOf(spans: readonly StepSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** FNV-1a with a last stir, so that texts that differ in one digit lie far apart. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
