import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { openSpans, planDays } from '#lib/organisation/core/open-hours.ts';
import { type Calendar, readCalendars } from '#lib/organisation/read-calendars.ts';
import { readTaken } from './claim.sql.ts';
import { type AdvisorDays, type FreeStart, freeTimes, type StepSpan, type TimeRules } from './core/free-times.ts';
import { instantOf, stepFrom, stepsOf, stepUntil } from './core/steps.ts';
import { gridMinutes, longestClaimMinutes } from './policy.ts';
import type { ServiceChoice } from './schema.ts';

const serviceRow = z.object({
  id: z.uuid(),
  duration: z.int(),
  bufferBefore: z.int(),
  bufferAfter: z.int(),
  leadTime: z.int(),
  horizonDays: z.int(),
  resourceIds: z.array(z.uuid()),
});
export type BookableService = z.infer<typeof serviceRow>;

/** Everything that decides about the free times of one choice, but the claims. */
export interface BookingQuestion {
  service: BookableService;
  calendars: readonly Calendar[];
}

/**
 * Reads what a choice asks about. `null` when it names something that is not offered: an unknown service or center, a
 * channel the service does not have, an advisor who does not offer it.
 */
export async function readQuestion(
  choice: ServiceChoice & { advisor?: string | undefined },
  database: Transaction,
): Promise<BookingQuestion | null> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT s.id::text, s.duration::int, s.buffer_before::int AS "bufferBefore", s.buffer_after::int AS "bufferAfter",
      s.lead_time::int AS "leadTime", s.horizon_days::int AS "horizonDays",
      array(SELECT resource_id::text FROM service_resource WHERE service_id = s.id) AS "resourceIds"
    FROM service s WHERE s.slug = ${choice.service} AND s.active AND ${choice.channel}::channel = ANY(s.channels)`;
  if (rows[0] === undefined) return null;
  const service = serviceRow.parse(rows[0]);
  const wanted =
    choice.advisor === undefined ? service.resourceIds : service.resourceIds.filter((id) => id === choice.advisor);
  const all = await readCalendars(wanted, database);
  const calendars = choice.center === undefined ? all : all.filter(({ center }) => center.slug === choice.center);
  return calendars.length === 0 ? null : { service, calendars };
}

/** A service's demands at a moment, in steps. */
export function timeRules(service: BookableService, now: Temporal.Instant): TimeRules {
  return {
    duration: stepsOf(service.duration),
    bufferBefore: stepsOf(service.bufferBefore),
    bufferAfter: stepsOf(service.bufferAfter),
    earliest: stepFrom(now.add({ minutes: service.leadTime }).epochMilliseconds),
    latest: stepFrom(now.add({ hours: service.horizonDays * 24 }).epochMilliseconds),
    grid: stepsOf(gridMinutes),
  };
}

/** All free starts of a question in [from, to), earliest first. */
export async function findFreeStarts(
  { service, calendars }: BookingQuestion,
  now: Temporal.Instant,
  from: Temporal.Instant,
  to: Temporal.Instant,
  database: Transaction,
): Promise<FreeStart[]> {
  const asked = timeRules(service, now);
  const rules = {
    ...asked,
    earliest: Math.max(asked.earliest, stepFrom(from.epochMilliseconds)),
    latest: Math.min(asked.latest, stepFrom(to.epochMilliseconds)),
  };
  if (rules.earliest >= rules.latest) return [];
  return freeTimes(rules, await readAdvisorDays(calendars, { from: rules.earliest, to: rules.latest }, database));
}

/** Hours and claims of advisors around the steps at which an appointment may start. */
export async function readAdvisorDays(
  calendars: readonly Calendar[],
  starts: StepSpan,
  database: Transaction,
): Promise<AdvisorDays[]> {
  const reach = stepsOf(longestClaimMinutes);
  const ids = calendars.map(({ resourceId }) => resourceId);
  const taken = await readTaken(ids, { from: starts.from - reach, to: starts.to + reach }, database);
  return calendars.map((calendar) => ({
    advisorId: calendar.resourceId,
    open: openSteps(calendar, instantOf(starts.from), instantOf(starts.to)),
    taken: taken.get(calendar.resourceId) ?? [],
  }));
}

/** An advisor's opening hours around two instants, in whole steps. */
function openSteps({ rules, center }: Calendar, from: Temporal.Instant, to: Temporal.Instant): AdvisorDays['open'] {
  // A day more on either side: an opening may reach over midnight of another zone.
  const first = from.toZonedDateTimeISO(center.timeZone).toPlainDate().subtract({ days: 1 });
  const last = to.toZonedDateTimeISO(center.timeZone).toPlainDate().add({ days: 1 });
  const days = first.until(last, { largestUnit: 'day' }).days + 1;
  return openSpans(planDays(rules, center, first, days)).map((span) => ({
    from: stepFrom(span.from),
    to: stepUntil(span.to),
  }));
}
