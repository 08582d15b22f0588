import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type Calendar, findCalendars, readCalendars } from '#lib/organisation/read-calendars.ts';
import {
  type AdvisorDays,
  type FreeStart,
  freeTimes,
  mergeFreeTimes,
  type StepSpan,
  type TimeRules,
} from './core/free-times.ts';
import { stepFrom, stepsOf } from './core/steps.ts';
import { gridMinutes } from './policy.ts';
import { type Asked, type AskedNeed, type PlaceDays, readPlaces } from './read-places.ts';
import type { ServiceChoice } from './schema.ts';

const serviceRow = z.object({
  id: z.uuid(),
  duration: z.int(),
  bufferBefore: z.int(),
  bufferAfter: z.int(),
  leadTime: z.int(),
  horizonDays: z.int(),
  neededSkills: z.array(z.string()),
  needsRoom: z.boolean(),
  roomSkills: z.array(z.string()),
  /** Advisors who offer it; active or not */
  advisorIds: z.array(z.uuid()),
  seats: z.array(z.object({ id: z.uuid(), centerId: z.uuid(), audience: z.enum(['public', 'internal']) })),
});
export type BookableService = z.infer<typeof serviceRow>;

/** What a booking asks for; what is optional narrows it. */
export interface BookingChoice extends ServiceChoice {
  /** Only this advisor */
  advisor?: string | undefined;
  /** Besides those that the service needs, such as `language:tr` (BK9) */
  advisorSkills?: readonly string[] | undefined;
  /** On site only, such as `step-free` */
  roomSkills?: readonly string[] | undefined;
  /** An interpreter who can all of this, such as `sign:dgs` */
  interpreterSkills?: readonly string[] | undefined;
  /** Whose capacity is taken: members', or what staff keep for those who call (BK13). Never read from a browser. */
  audience?: 'public' | 'internal' | undefined;
}

/** Everything that decides about the free times of one choice, but the claims. */
export interface BookingQuestion extends Asked {
  service: BookableService;
}

/**
 * Reads what a choice asks about. `null` when it names something that is not offered: an unknown service or center, a
 * channel the service does not have, an advisor who does not offer it.
 */
export async function readQuestion(choice: BookingChoice, database: Transaction): Promise<BookingQuestion | null> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT s.id::text, s.duration::int, s.buffer_before::int AS "bufferBefore", s.buffer_after::int AS "bufferAfter",
      s.lead_time::int AS "leadTime", s.horizon_days::int AS "horizonDays",
      coalesce(s.needed_skills, '{}') AS "neededSkills", s.needs_room AS "needsRoom",
      coalesce(s.room_skills, '{}') AS "roomSkills",
      array(SELECT r.id::text FROM service_resource o JOIN resource r ON r.id = o.resource_id
        WHERE o.service_id = s.id AND r.kind = 'advisor') AS "advisorIds",
      (SELECT coalesce(json_agg(json_build_object('id', r.id, 'centerId', r.service_center_id, 'audience', r.audience)), '[]')
        FROM service_resource o JOIN resource r ON r.id = o.resource_id
        WHERE o.service_id = s.id AND r.kind = 'seat') AS seats
    FROM service s WHERE s.slug = ${choice.service} AND s.active AND ${choice.channel}::channel = ANY(s.channels)`;
  if (rows[0] === undefined) return null;
  const service = serviceRow.parse(rows[0]);
  const wanted =
    choice.advisor === undefined ? service.advisorIds : service.advisorIds.filter((id) => id === choice.advisor);
  const skills = [...service.neededSkills, ...(choice.advisorSkills ?? [])];
  const calendars = (await readCalendars(wanted, database)).filter(
    (calendar) =>
      (choice.center === undefined || calendar.center.slug === choice.center) &&
      skills.every((skill) => calendar.skills.includes(skill)),
  );
  if (calendars.length === 0) return null;
  const needs = await readNeeds(service, choice, calendars, database);
  return { service, calendars, needs, inHouse: choice.channel === 'on_site' };
}

async function readNeeds(
  service: BookableService,
  choice: BookingChoice,
  advisors: readonly Calendar[],
  database: Transaction,
): Promise<AskedNeed[]> {
  const onSite = choice.channel === 'on_site';
  const centerIds = [...new Set(advisors.map(({ center }) => center.id))];
  const needs: AskedNeed[] = [];
  const roomSkills = [...service.roomSkills, ...(choice.roomSkills ?? [])];
  if (onSite && (service.needsRoom || roomSkills.length > 0)) {
    const calendars = await findCalendars({ kind: 'room', skills: roomSkills, centerIds }, database);
    needs.push({ kind: 'room', calendars, sameCenter: true });
  }
  const interpreterSkills = choice.interpreterSkills ?? [];
  if (interpreterSkills.length > 0) {
    const there = onSite ? { centerIds } : {};
    const calendars = await findCalendars({ kind: 'interpreter', skills: interpreterSkills, ...there }, database);
    needs.push({ kind: 'interpreter', calendars, sameCenter: onSite });
  }
  // A center without seats for these people sets no limit; one whose seats are all inactive offers nothing.
  const seats = service.seats.filter(({ audience }) => audience === (choice.audience ?? 'public'));
  if (seats.length > 0) {
    const calendars = await readCalendars(
      seats.map(({ id }) => id),
      database,
    );
    const limited = new Set(seats.map(({ centerId }) => centerId));
    needs.push({ kind: 'seat', calendars, sameCenter: true, centerIds: limited });
  }
  return needs;
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
  question: BookingQuestion,
  now: Temporal.Instant,
  from: Temporal.Instant,
  to: Temporal.Instant,
  database: Transaction,
): Promise<FreeStart[]> {
  const asked = timeRules(question.service, now);
  const rules = {
    ...asked,
    earliest: Math.max(asked.earliest, stepFrom(from.epochMilliseconds)),
    latest: Math.min(asked.latest, stepFrom(to.epochMilliseconds)),
  };
  if (rules.earliest >= rules.latest) return [];
  const places = await readPlaces(question, { from: rules.earliest, to: rules.latest }, database);
  return startsIn(rules, places);
}

function startsIn(rules: TimeRules, places: readonly PlaceDays[]): FreeStart[] {
  const starts = places.map(({ advisors, needs }) => freeTimes(rules, advisors, needs));
  return starts.length === 1 ? (starts[0] ?? []) : mergeFreeTimes(starts);
}

/** Hours and claims of advisors alone, around the steps at which an appointment may start. */
export async function readAdvisorDays(
  calendars: readonly Calendar[],
  starts: StepSpan,
  database: Transaction,
): Promise<AdvisorDays[]> {
  const [place] = await readPlaces({ calendars, needs: [], inHouse: false }, starts, database);
  return place?.advisors ?? [];
}
