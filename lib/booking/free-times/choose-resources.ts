import { spreadFairly } from '#lib/booking/core/fair-spread.ts';
import { spanOf, type TimeRules, whyNotFree, whyUnavailable } from '#lib/booking/core/free-times.ts';
import type { PartnerDays, PlaceDays } from './read-places.ts';

/** Who and what an appointment takes. */
export interface ChosenResources {
  advisorId: string;
  /** One of each that is needed besides */
  partnerIds: string[];
}

/** Chooses fairly among those who are free for an appointment that starts at a step; `null` when nobody is. */
export function chooseResources(places: readonly PlaceDays[], start: number, rules: TimeRules): ChosenResources | null {
  const claim = spanOf(start, rules);
  const free = places.flatMap(({ advisors, needs }) =>
    advisors
      .filter((advisor) => whyNotFree(start, rules, advisor, needs) === null)
      .map((advisor) => ({ ...advisor, needs })),
  );
  const first = spreadFairly(free, start, ({ advisorId }) => advisorId)[0];
  if (first === undefined) return null;
  const partnerOf = (resources: readonly PartnerDays[]): PartnerDays | undefined =>
    spreadFairly(
      resources.filter((resource) => whyUnavailable(claim, resource) === null),
      start,
      ({ resourceId }) => resourceId,
    )[0];
  const partners = first.needs.map(({ resources }) => partnerOf(resources));
  return {
    advisorId: first.advisorId,
    // A seat may be one of several services at once: then it is claimed once.
    partnerIds: [...new Set(partners.flatMap((partner) => (partner === undefined ? [] : partner.resourceId)))],
  };
}
