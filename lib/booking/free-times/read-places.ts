import type { Transaction } from '#lib/platform/db.ts';
import { type DaysAround, daysAround, houseHours, resourceHours } from '#lib/organisation/core/resource-hours.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import type { AdvisorDays, NeededKind, ResourceDays, StepSpan } from '#lib/booking/core/free-times.ts';
import { instantOf, stepFrom, stepsOf, stepUntil } from '#lib/booking/core/steps.ts';
import { longestClaimMinutes } from '#lib/booking/policy.ts';
import { readTaken, type Taken, unpack } from './claim.sql.ts';

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
export async function readPlaces(asked: Asked, starts: StepSpan, database: Transaction): Promise<PlaceDays[]> {
  return placesOf(asked, starts, await readTaken(resourcesOf(asked), around(starts), database));
}

/** Where claims are read: as far as one can reach, and what somebody has taken that day decides who is asked first. */
export function around({ from, to }: StepSpan): StepSpan {
  const reach = stepsOf(longestClaimMinutes);
  return { from: from - reach, to: to + reach };
}

/** All that a question asks about, each once. */
export function resourcesOf(asked: Asked): string[] {
  return [...allOf(asked).keys()];
}

function allOf({ calendars, needs }: Asked): Map<string, Calendar> {
  const all = [...calendars, ...needs.flatMap((need) => need.calendars)];
  return new Map(all.map((calendar) => [calendar.resourceId, calendar]));
}

/** The same as `readPlaces`, of claims that were read before. */
export function placesOf(asked: Asked, starts: StepSpan, taken: Taken): PlaceDays[] {
  const { calendars, needs } = asked;
  const days = daysOfAll([...allOf(asked).values()], starts, taken, asked.inHouse);
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

function daysOfAll(
  calendars: readonly Calendar[],
  starts: StepSpan,
  taken: Taken,
  inHouse: boolean,
): Map<string, ResourceDays> {
  const [from, to] = [instantOf(starts.from), instantOf(starts.to)];
  const daysIn = new Map(
    [...new Set(calendars.map(({ center }) => center.timeZone))].map((zone) => [zone, daysAround(from, to, zone)]),
  );
  return new Map(
    calendars.map((calendar) => {
      const days = daysIn.get(calendar.center.timeZone) ?? daysAround(from, to, calendar.center.timeZone);
      return [
        calendar.resourceId,
        { ...hoursOf(calendar, days, inHouse), taken: unpack(taken.get(calendar.resourceId)) },
      ];
    }),
  );
}

type Hours = Required<Pick<ResourceDays, 'open' | 'closed'>>;

/** Rules of a calendar never change, so the hours of the same days are the same hours. */
const knownHours = new WeakMap<Calendar, Map<string, Hours>>();
/** Spans of days that are kept of a calendar: as time goes by they become others. */
const maxKnownSpans = 32;

function hoursOf(calendar: Calendar, days: DaysAround, inHouse: boolean): Hours {
  const known = knownHours.get(calendar) ?? new Map<string, Hours>();
  if (known.size >= maxKnownSpans) known.clear();
  knownHours.set(calendar, known);
  const name = `${days.name} ${inHouse}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const { open, closed } = resourceHours(calendar, days, inHouse ? houseHours(calendar.center, days) : null);
  const hours = {
    open: open.map((span) => ({ from: stepFrom(span.from), to: stepUntil(span.to) })),
    // Outwards: a step that is closed in part is closed for the same reason.
    closed: closed.map(({ why, ...span }) => ({ from: stepUntil(span.from), to: stepFrom(span.to), why })),
  };
  known.set(name, hours);
  return hours;
}
