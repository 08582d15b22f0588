import type { Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type ResourceDays, spanOf, type StepSpan, whyNotFree, whyUnavailable } from '#lib/booking/core/free-times.ts';
import { stepFrom } from '#lib/booking/core/steps.ts';
import { type BookingChoice, readQuestion, timeRules } from '#lib/booking/free-times/booking-question.ts';
import type { BookableService } from '#lib/booking/free-times/read-bookable.ts';
import { readPlaces } from '#lib/booking/free-times/read-places.ts';
import type { KeptTime } from './kept-time.sql.ts';

export interface Fit {
  service: BookableService;
  /** What the appointment takes of the kept time, buffers included */
  claim: StepSpan;
  /** Advisor first, then what is needed besides */
  resourceIds: string[];
  /** The last instant at which the time can be booked: the lead time of the service lies behind it */
  latest: Temporal.Instant;
}

/**
 * Whether a kept time is one that a choice could have: by the rules of any free time, but that it is
 * free. All it takes must be kept with it, since only that is nobody else's meanwhile. `null`: it is not.
 */
export async function fitKeptTime(kept: KeptTime, choice: BookingChoice, tx: Transaction): Promise<Fit | null> {
  if (choice.advisor !== undefined && choice.advisor !== kept.advisorId) return null;
  const question = await readQuestion({ ...choice, advisor: kept.advisorId }, tx);
  if (question === null || question.service.isGroup) return null;
  const { service } = question;
  const rules = timeRules(question);
  const start = stepFrom(kept.startsAt.epochMilliseconds);
  const claim = spanOf(start, rules);
  const isKept = (resourceId: string): boolean =>
    kept.claims.some((one) => one.resourceId === resourceId && one.from <= claim.from && claim.to <= one.to);
  const [place] = await readPlaces(question, { from: start, to: start + 1 }, tx);
  const advisor = place?.advisors[0];
  if (place === undefined || advisor === undefined || !isKept(advisor.advisorId)) return null;
  // What is taken of them is what is kept.
  const untaken = <T extends ResourceDays>(days: T): T => ({ ...days, taken: [] });
  const needs = place.needs.map(({ kind, resources }) => ({
    kind,
    resources: resources.filter(({ resourceId }) => isKept(resourceId)).map(untaken),
  }));
  if (whyNotFree(start, rules, untaken(advisor), needs) !== null) return null;
  const partners = needs.flatMap(
    ({ resources }) => resources.find((resource) => whyUnavailable(claim, resource) === null)?.resourceId ?? [],
  );
  return {
    service,
    claim,
    resourceIds: [...new Set([advisor.advisorId, ...partners])],
    latest: kept.startsAt.subtract({ minutes: service.leadTime }),
  };
}
