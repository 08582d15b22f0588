import { z } from 'zod';
import type { Database } from '#lib/platform/db.ts';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { spreadFairly } from '#lib/booking/core/fair-spread.ts';
import { type NeededKind, type ResourceDays, type StepSpan, whyUnavailable } from '#lib/booking/core/free-times.ts';
import { stepFrom } from '#lib/booking/core/steps.ts';
import { centersOf, readQuestion } from '#lib/booking/free-times/booking-question.ts';
import { type PlaceDays, readPlaces } from '#lib/booking/free-times/read-places.ts';
import type { CenterVersion } from '#lib/booking/hold/hold.sql.ts';
import type { Channel } from '#lib/booking/schema.ts';
import type { OwnChoice } from './own-choice.ts';

const claimRows = z.array(z.object({ resourceId: z.uuid(), from: z.int(), to: z.int() }));

/** What changes when an appointment keeps its time and gets another channel. */
export interface SwitchPlan {
  span: StepSpan;
  /** Taken besides */
  add: string[];
  /** Not needed any more */
  release: string[];
  /** Whose hours this was computed on */
  centers: CenterVersion[];
}

/** `not-offered`: the service has no such channel there; `closed`: the house is closed then; `no-…`: none is free */
export type WhyNoSwitch = 'not-offered' | 'closed' | `no-${NeededKind}`;

/**
 * Works out what an appointment needs on another channel at its own time: what it has already it keeps, such as its
 * advisor; a room comes or goes.
 */
export async function planSwitch(
  { appointment, choice }: { appointment: AppointmentView; choice: OwnChoice },
  channel: Channel,
  database: Database,
): Promise<{ ok: true; plan: SwitchPlan } | { ok: false; reason: WhyNoSwitch }> {
  const { id, center, advisor, startsAt } = appointment;
  const own = claimRows.parse(
    await database.$queryRaw`
      SELECT resource_id::text AS "resourceId", start_step::int AS "from", end_step::int AS "to"
      FROM claim WHERE appointment_id = ${id}::uuid`,
  );
  const span = own.find(({ resourceId }) => resourceId === advisor.id);
  const question = await readQuestion({ ...choice, channel, center: center.slug, advisor: advisor.id }, database);
  if (span === undefined || question === null) return { ok: false, reason: 'not-offered' };
  const start = stepFrom(startsAt.epochMilliseconds);
  const places = await readPlaces(question, { from: start, to: start + 1 }, database);
  const place = places.find(({ advisors }) => advisors.some(({ advisorId }) => advisorId === advisor.id));
  const days = place?.advisors.find(({ advisorId }) => advisorId === advisor.id);
  if (place === undefined || days === undefined) return { ok: false, reason: 'not-offered' };

  const ownIds = own.map(({ resourceId }) => resourceId);
  // Its own claims are in nobody's way.
  const isFree = (resourceId: string, { taken, ...hours }: ResourceDays) =>
    whyUnavailable(span, { ...hours, taken: ownIds.includes(resourceId) ? [] : taken }) === null;
  if (!isFree(advisor.id, days)) return { ok: false, reason: 'closed' };
  const kept = [advisor.id];
  for (const need of place.needs) {
    const chosen = chooseOne(need, ownIds, start, isFree);
    if (chosen === undefined) return { ok: false, reason: `no-${need.kind}` };
    kept.push(chosen);
  }
  const centers = new Map([...centersOf(question, kept).values()].map((one) => [one.id, one]));
  return {
    ok: true,
    plan: {
      span,
      add: kept.filter((resourceId) => !ownIds.includes(resourceId)),
      release: ownIds.filter((resourceId) => !kept.includes(resourceId)),
      centers: [...centers.values()],
    },
  };
}

function chooseOne(
  { resources }: PlaceDays['needs'][number],
  ownIds: readonly string[],
  start: number,
  isFree: (resourceId: string, days: ResourceDays) => boolean,
): string | undefined {
  const free = resources.filter((days) => isFree(days.resourceId, days));
  const own = free.find(({ resourceId }) => ownIds.includes(resourceId));
  return (own ?? spreadFairly(free, start, ({ resourceId }) => resourceId)[0])?.resourceId;
}
