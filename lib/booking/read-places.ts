import type { Transaction } from '#lib/platform/db.ts';
import { houseHours, resourceHours } from '#lib/organisation/core/resource-hours.ts';
import type { Span } from '#lib/organisation/core/spans.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import { readTaken } from './claim.sql.ts';
import type { AdvisorDays, NeededKind, ResourceDays, StepSpan } from './core/free-times.ts';
import { instantOf, stepFrom, stepsOf, stepUntil } from './core/steps.ts';
import { longestClaimMinutes } from './policy.ts';

/** Whose hours and claims decide about a time. */
export interface Asked {
  /** Of the advisors who can be asked */
  calendars: readonly Calendar[];
  needs: readonly AskedNeed[];
  /** People come into the house: its hours count */
  inHouse: boolean;
}

/** One of these is needed besides the advisor. */
export interface AskedNeed {
  kind: NeededKind;
  calendars: readonly Calendar[];
  /** Whether it must be at the center of the advisor */
  sameCenter: boolean;
  /** The centers whose appointments need it; all when absent */
  centerIds?: ReadonlySet<string>;
}

/** Something that is needed besides an advisor. */
export interface PartnerDays extends ResourceDays {
  resourceId: string;
}

/** Advisors whose appointments need the same, with what they need: those of one center, or all when nothing is. */
export interface PlaceDays {
  advisors: AdvisorDays[];
  needs: { kind: NeededKind; resources: PartnerDays[] }[];
}

/** Hours and claims of all that a question asks about, around the steps at which an appointment may start. */
export async function readPlaces(
  { calendars, needs, inHouse }: Asked,
  starts: StepSpan,
  database: Transaction,
): Promise<PlaceDays[]> {
  const all = new Map(
    [...calendars, ...needs.flatMap((need) => need.calendars)].map((calendar) => [calendar.resourceId, calendar]),
  );
  const days = await readDays([...all.values()], starts, database, inHouse);
  const daysOf = ({ resourceId }: Calendar): ResourceDays => days.get(resourceId) ?? { open: [], taken: [] };
  const advisorsOf = (some: readonly Calendar[]) =>
    some.map((calendar) => ({ advisorId: calendar.resourceId, ...daysOf(calendar) }));
  if (needs.length === 0) return [{ advisors: advisorsOf(calendars), needs: [] }];

  const partnersOf = (need: AskedNeed, centerId: string) =>
    need.calendars
      .filter(({ center }) => !need.sameCenter || center.id === centerId)
      .map((calendar) => ({ resourceId: calendar.resourceId, ...daysOf(calendar) }));
  return [...new Set(calendars.map(({ center }) => center.id))].map((centerId) => ({
    advisors: advisorsOf(calendars.filter(({ center }) => center.id === centerId)),
    needs: needs
      .filter(({ centerIds }) => centerIds === undefined || centerIds.has(centerId))
      .map((need) => ({ kind: need.kind, resources: partnersOf(need, centerId) })),
  }));
}

async function readDays(
  calendars: readonly Calendar[],
  starts: StepSpan,
  database: Transaction,
  inHouse: boolean,
): Promise<Map<string, ResourceDays>> {
  const reach = stepsOf(longestClaimMinutes);
  const ids = calendars.map(({ resourceId }) => resourceId);
  const taken = await readTaken(ids, { from: starts.from - reach, to: starts.to + reach }, database);
  const [from, to] = [instantOf(starts.from), instantOf(starts.to)];
  const houses = new Map<string, Span[] | null>();
  const houseOf = ({ center }: Calendar): Span[] | null => {
    if (!houses.has(center.id)) houses.set(center.id, inHouse ? houseHours(center, from, to) : null);
    return houses.get(center.id) ?? null;
  };
  return new Map(
    calendars.map((calendar) => {
      const { open, closed } = resourceHours(calendar, from, to, houseOf(calendar));
      const days = {
        open: open.map((span) => ({ from: stepFrom(span.from), to: stepUntil(span.to) })),
        // Outwards: a step that is closed in part is closed for the same reason.
        closed: closed.map(({ why, ...span }) => ({ from: stepUntil(span.from), to: stepFrom(span.to), why })),
        taken: taken.get(calendar.resourceId) ?? [],
      };
      return [calendar.resourceId, days];
    }),
  );
}
