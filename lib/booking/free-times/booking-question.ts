import { readRows, type Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import {
  type Edition,
  editionColumns,
  editionOf,
  knownCalendars,
  readEdition,
} from '#lib/organisation/known-calendars.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import { Prisma } from '#prisma/generated/client.ts';
import {
  type AdvisorDays,
  type FreeStart,
  freeTimes,
  mergeFreeTimes,
  type StepSpan,
  type TimeRules,
} from '#lib/booking/core/free-times.ts';
import { instantOf, stepFrom, stepsOf } from '#lib/booking/core/steps.ts';
import { hasSkills, skillsFor } from '#lib/booking/core/wishes.ts';
import type { CenterVersion } from '#lib/booking/hold/hold.sql.ts';
import { gridMinutes } from '#lib/booking/policy.ts';
import type { ServiceChoice, Wishes } from '#lib/booking/schema.ts';
import { readTaken, type Taken, takenColumn, takenOf } from './claim.sql.ts';
import { findSessions, startsOfSessions } from './find-sessions.ts';
import type { Audience } from './group-session.sql.ts';
import { startsOnce } from './known-starts.ts';
import { type BookableService, readBookable } from './read-bookable.ts';
import { type CalendarsIn, readNeeds } from './read-needs.ts';
import { type Asked, type PlaceDays, placesOf, readPlaces, resourcesOf } from './read-places.ts';

/** What a booking asks for; what is optional narrows it. */
export interface BookingChoice extends ServiceChoice {
  /** Only this advisor */
  advisor?: string | undefined;
  /** What a member needs besides (BK9) */
  wishes?: Wishes | undefined;
  /** Whose capacity is taken: members', or what staff keep for those who call (BK13). Never read from a browser. */
  audience?: Audience | undefined;
}

/** What holds of a choice as long as no rule changes. */
export interface KnownQuestion extends Asked {
  /** No two are the same in a process; another one as soon as rules change */
  id: number;
  service: BookableService;
  /** Whose capacity is asked for */
  audience: Audience;
  /** All whose claims decide */
  resourceIds: readonly string[];
  /** Of each center, as it was before anything else was read: what was read since may be of a newer one, not of an older */
  versions: Edition['versions'];
}

/** Everything that decides about the free times of one choice, but the claims. */
export interface BookingQuestion extends KnownQuestion {
  /** When it was asked */
  now: Temporal.Instant;
  /** What was taken at that moment, where that was asked for as well */
  ahead: { within: StepSpan; taken: Taken } | null;
}

interface KnownQuestions {
  mark: string;
  now: Temporal.Instant;
  questions: Map<string, KnownQuestion | null>;
}

/** Of each pool, what was asked since the rules have changed last. */
const known = new WeakMap<object, KnownQuestions>();
let questions = 0;
/** Many more than the choices that people are shown; addresses can name any. */
const maxKnown = 500;

/**
 * Reads what a choice asks about. `null` when it names something that is not offered: an unknown service or center, a
 * channel the service does not have, an advisor who does not offer it, services that nobody offers together. One
 * statement, once the choice is known and as long as no rule changes (decision 0020).
 * @param startsIn the steps at which a start will be looked for first: what is taken there is read in the same statement
 */
export async function readQuestion(
  choice: BookingChoice,
  database: Transaction,
  startsIn?: (question: Pick<BookingQuestion, 'calendars' | 'service' | 'now'>) => StepSpan,
): Promise<BookingQuestion | null> {
  const name = nameOf(choice);
  const before = known.get(database);
  const guess = before?.questions.get(name);
  // Rules and time may be others by now: then what was read is not what was needed, and is not used.
  const looked =
    before === undefined || guess == null || guess.service.isGroup || startsIn === undefined
      ? null
      : { ids: guess.resourceIds, within: touchedBy(startsIn({ ...guess, now: before.now }), guess) };
  const { edition, taken } = await readEditionAnd(looked, database);
  let kept = before;
  if (kept?.mark !== edition.mark || kept.questions.size >= maxKnown) {
    kept = { mark: edition.mark, now: edition.now, questions: new Map() };
    known.set(database, kept);
  }
  kept.now = edition.now;
  let question = kept.questions.get(name);
  if (question === undefined) {
    question = await composeQuestion(choice, edition, database);
    kept.questions.set(name, question);
  }
  if (question === null) return null;
  const ahead = looked === null || taken === null || question !== guess ? null : { within: looked.within, taken };
  return { ...question, now: edition.now, ahead };
}

/** Edition and claims of one moment. */
async function readEditionAnd(
  looked: { ids: readonly string[]; within: StepSpan } | null,
  database: Transaction,
): Promise<{ edition: Edition; taken: Taken | null }> {
  if (looked === null) return { edition: await readEdition(database), taken: null };
  const { ids, within } = looked;
  const [row] = await readRows(database, Prisma.sql`SELECT ${editionColumns}, ${takenColumn(ids, within)}`);
  return { edition: editionOf(row), taken: takenOf(row, ids) };
}

function nameOf({ service, further, channel, center, advisor, wishes, audience }: BookingChoice): string {
  return JSON.stringify([service, further, channel, center, advisor, skillsFor(wishes), wishes?.companion, audience]);
}

async function composeQuestion(
  choice: BookingChoice,
  edition: Edition,
  database: Transaction,
): Promise<KnownQuestion | null> {
  const service = await readBookable(choice, database);
  if (service === null) return null;
  const wished = skillsFor(choice.wishes);
  const offering = new Set(service.advisorIds);
  const skills = [...service.neededSkills, ...wished.advisor];
  const calendarsIn: CalendarsIn = (centerIds = edition.versions.keys()) =>
    knownCalendars(centerIds, edition, database);
  const calendars = (await calendarsIn(service.centerIds)).filter(
    (calendar) => offering.has(calendar.resourceId) && hasSkills(calendar, skills),
  );
  if (calendars.length === 0) return null;
  const audience = choice.audience ?? 'public';
  const needs = await readNeeds(
    {
      service,
      onSite: choice.channel === 'on_site',
      roomSkills: wished.room,
      interpreterSkills: wished.interpreter,
      companion: choice.wishes?.companion ?? false,
      audience,
    },
    calendars,
    calendarsIn,
  );
  questions += 1;
  const asked = { calendars, needs, inHouse: choice.channel === 'on_site' };
  return { id: questions, service, audience, ...asked, resourceIds: resourcesOf(asked), versions: edition.versions };
}

/**
 * The centers of some resources with the version that all of a question is known to be no older than. A hold names it, so
 * one of a service that changed while its hours were read is refused.
 */
export function centersOf(
  { calendars, needs, versions }: Pick<BookingQuestion, 'calendars' | 'needs' | 'versions'>,
  resourceIds: readonly string[],
): Map<string, CenterVersion> {
  const all = [...calendars, ...needs.flatMap((need) => need.calendars)];
  return new Map(
    all
      .filter(({ resourceId }) => resourceIds.includes(resourceId))
      .map(({ resourceId, center: { id } }) => [resourceId, { id, calendarVersion: versions.get(id) ?? 0 }]),
  );
}

/** A service's demands at the moment of the question, in steps. */
export function timeRules({ service, now }: Pick<BookingQuestion, 'service' | 'now'>): TimeRules {
  return {
    ...lengthsOf({ service }),
    earliest: stepFrom(now.add({ minutes: service.leadTime }).epochMilliseconds),
    latest: stepFrom(now.add({ hours: service.horizonDays * 24 }).epochMilliseconds),
    grid: stepsOf(gridMinutes),
  };
}

function lengthsOf({ service }: Pick<BookingQuestion, 'service'>) {
  return {
    duration: stepsOf(service.duration),
    bufferBefore: stepsOf(service.bufferBefore),
    bufferAfter: stepsOf(service.bufferAfter),
  };
}

/** The steps that appointments of a question take when they start within a span: claims elsewhere do not matter. */
function touchedBy(starts: StepSpan, question: Pick<BookingQuestion, 'service'>): StepSpan {
  const { duration, bufferBefore, bufferAfter } = lengthsOf(question);
  return { from: starts.from - bufferBefore, to: starts.to + duration + bufferAfter };
}

/** All free starts of a question within a span, earliest first. */
export async function findFreeStarts(
  question: BookingQuestion,
  within: StepSpan,
  database: Transaction,
): Promise<readonly FreeStart[]> {
  const asked = timeRules(question);
  const rules = {
    ...asked,
    earliest: Math.max(asked.earliest, within.from),
    latest: Math.min(asked.latest, within.to),
  };
  if (rules.earliest >= rules.latest) return [];
  if (question.service.isGroup) {
    const [first, end] = [instantOf(rules.earliest), instantOf(rules.latest)];
    return startsOfSessions(await findSessions(question, first, end, database));
  }
  const span = { from: rules.earliest, to: rules.latest };
  const taken = await takenIn(question, span, database);
  return startsOnce(`${question.id} ${span.from} ${span.to}`, taken, () =>
    startsIn(rules, placesOf(question, span, taken)),
  );
}

async function takenIn(question: BookingQuestion, starts: StepSpan, database: Transaction): Promise<Taken> {
  const { ahead, resourceIds } = question;
  const needed = touchedBy(starts, question);
  if (ahead !== null && ahead.within.from <= needed.from && needed.to <= ahead.within.to) return ahead.taken;
  return readTaken(resourceIds, needed, database);
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
