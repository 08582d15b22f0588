import type { Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type Edition, knownCalendars, readEdition } from '#lib/organisation/known-calendars.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import {
  type AdvisorDays,
  type FreeStart,
  freeTimes,
  mergeFreeTimes,
  type StepSpan,
  type TimeRules,
} from './core/free-times.ts';
import { instantOf, stepFrom, stepsOf } from './core/steps.ts';
import { hasSkills, skillsFor } from './core/wishes.ts';
import { findSessions, startsOfSessions } from './find-sessions.ts';
import type { Audience } from './group-session.sql.ts';
import { gridMinutes } from './policy.ts';
import { startsOnce } from './known-starts.ts';
import { type BookableService, readBookable } from './read-bookable.ts';
import { type CalendarsIn, readNeeds } from './read-needs.ts';
import { type Asked, type PlaceDays, placesOf, readPlaces, readTakenOf } from './read-places.ts';
import type { ServiceChoice, Wishes } from './schema.ts';

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
interface KnownQuestion extends Asked {
  /** No two are the same in a process; another one as soon as rules change */
  id: number;
  service: BookableService;
  /** Whose capacity is asked for */
  audience: Audience;
}

/** Everything that decides about the free times of one choice, but the claims. */
export interface BookingQuestion extends KnownQuestion {
  /** When it was asked */
  now: Temporal.Instant;
}

interface KnownQuestions {
  mark: string;
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
 */
export async function readQuestion(choice: BookingChoice, database: Transaction): Promise<BookingQuestion | null> {
  const edition = await readEdition(database);
  let kept = known.get(database);
  if (kept?.mark !== edition.mark || kept.questions.size >= maxKnown) {
    kept = { mark: edition.mark, questions: new Map() };
    known.set(database, kept);
  }
  const { service, further, channel, center, advisor, wishes, audience } = choice;
  const name = JSON.stringify([
    service,
    further,
    channel,
    center,
    advisor,
    skillsFor(wishes),
    wishes?.companion,
    audience,
  ]);
  let question = kept.questions.get(name);
  if (question === undefined) {
    question = await composeQuestion(choice, edition, database);
    kept.questions.set(name, question);
  }
  return question === null ? null : { ...question, now: edition.now };
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
  return { id: questions, service, calendars, needs, inHouse: choice.channel === 'on_site', audience };
}

/** A service's demands at the moment of the question, in steps. */
export function timeRules({ service, now }: Pick<BookingQuestion, 'service' | 'now'>): TimeRules {
  return {
    duration: stepsOf(service.duration),
    bufferBefore: stepsOf(service.bufferBefore),
    bufferAfter: stepsOf(service.bufferAfter),
    earliest: stepFrom(now.add({ minutes: service.leadTime }).epochMilliseconds),
    latest: stepFrom(now.add({ hours: service.horizonDays * 24 }).epochMilliseconds),
    grid: stepsOf(gridMinutes),
  };
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
  const taken = await readTakenOf(question, span, database);
  return startsOnce(`${question.id} ${span.from} ${span.to}`, taken, () =>
    startsIn(rules, placesOf(question, span, taken)),
  );
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
