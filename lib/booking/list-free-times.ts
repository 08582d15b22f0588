import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import { type BookingChoice, type BookingQuestion, findFreeStarts, readQuestion } from './booking-question.ts';
import type { FreeStart, StepSpan } from './core/free-times.ts';
import { instantOf, stepFrom, stepsOf } from './core/steps.ts';

export interface FreeTime {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** The zone whose clock the time is shown in */
  timeZone: string;
  /** Where one goes; `null` for video and phone, where nobody goes anywhere */
  center: { slug: string; name: string; city: string } | null;
  /** Who is free then */
  advisors: readonly { id: string; label: string }[];
  /** Of a group session (OR2): how many can still come */
  seatsLeft?: number;
}

export type PartOfDay = 'morning' | 'afternoon';

export interface FreeTimesQuestion extends BookingChoice {
  /** Only before or after noon, on the clock of the center */
  partOfDay?: PartOfDay | undefined;
  /** Not before this instant: for "more times", the `next` of the answer before */
  from?: Temporal.Instant | undefined;
  /** Only on these days, both included, on the clock of the center */
  days?: { from: Temporal.PlainDate; to: Temporal.PlainDate } | undefined;
  /** At most so many times */
  limit: number;
}

export type FreeTimes =
  | {
      ok: true;
      times: FreeTime[];
      /** Where "more times" goes on; `null` when these are all */
      next: Temporal.Instant | null;
      /** Everybody who offers the choice, free or not, by name */
      advisors: { id: string; label: string }[];
    }
  | { ok: false; reason: 'unknown-choice' };

/** Days asked for at once: most questions are answered by the first ones. Each further time it is twice as many. */
const firstWindow = 14;
const stepsPerDay = stepsOf(24 * 60);

/** Free times of a choice, earliest first. Computed from rules and claims; nothing is held. */
export async function listFreeTimes(
  question: FreeTimesQuestion,
  database: Database | Transaction = db(),
): Promise<FreeTimes> {
  const read = await readQuestion(question, database);
  if (read === null) return { ok: false, reason: 'unknown-choice' };
  const { times, next } = await findTimes(read, question, database);
  return {
    ok: true,
    times,
    next,
    advisors: read.calendars.map(({ resourceId, label }) => ({ id: resourceId, label })),
  };
}

/** The same for a question that was read already. */
export async function findTimes(
  read: BookingQuestion,
  {
    channel,
    partOfDay,
    from,
    days,
    limit,
  }: Pick<FreeTimesQuestion, 'channel' | 'partOfDay' | 'from' | 'days' | 'limit'>,
  database: Transaction,
): Promise<{ times: FreeTime[]; next: Temporal.Instant | null }> {
  const zones = [...new Set(read.calendars.map(({ center }) => center.timeZone))];
  const within = new Map(days === undefined ? [] : zones.map((zone) => [zone, stepsOfDays(days, zone)]));
  const spans = [...within.values()];
  const now = stepFrom(read.now.epochMilliseconds);
  const horizon = now + read.service.horizonDays * stepsPerDay;
  const end = days === undefined ? horizon : Math.min(horizon, Math.max(...spans.map((span) => span.to)));
  const first = days === undefined ? now : Math.max(now, Math.min(...spans.map((span) => span.from)));
  let start = from === undefined ? first : Math.max(first, stepFrom(from.epochMilliseconds));
  const times: FreeTime[] = [];
  for (let window = firstWindow; start < end; window *= 2) {
    const until = Math.min(start + window * stepsPerDay, end);
    const starts = await findFreeStarts(read, { from: start, to: until }, database);
    for (const { start: at, there } of timesOf(starts, read, channel)) {
      for (const time of there) {
        if (partOfDay !== undefined && partOf(time) !== partOfDay) continue;
        const asked = within.get(time.timeZone);
        if (asked !== undefined && (at < asked.from || at >= asked.to)) continue;
        // Times at one instant in two centers stay together, so "more" can go on from an instant.
        if (times.length >= limit && times.at(-1)?.startsAt.equals(time.startsAt) !== true)
          return { times, next: time.startsAt };
        times.push(time);
      }
    }
    start = until;
  }
  return { times, next: null };
}

type TimesAt = { start: number; there: readonly FreeTime[] };

/** Starts that are the same as a moment ago are the same times. */
const knownTimes = new WeakMap<readonly FreeStart[], readonly TimesAt[]>();

function timesOf(
  starts: readonly FreeStart[],
  { calendars, service }: BookingQuestion,
  channel: FreeTimesQuestion['channel'],
): readonly TimesAt[] {
  const known = knownTimes.get(starts);
  if (known !== undefined) return known;
  const byId = new Map(calendars.map((calendar) => [calendar.resourceId, calendar]));
  const times = starts.map((free) => ({ start: free.start, there: asTimes(free, byId, service.duration, channel) }));
  knownTimes.set(starts, times);
  return times;
}

function asTimes(
  { start, advisorIds, seatsLeft }: FreeStart,
  calendars: ReadonlyMap<string, Calendar>,
  duration: number,
  channel: FreeTimesQuestion['channel'],
): FreeTime[] {
  const [startsAt, endsAt] = [instantOf(start), instantOf(start + stepsOf(duration))];
  const present = advisorIds.flatMap((id) => calendars.get(id) ?? []);
  const places = channel === 'on_site' ? Map.groupBy(present, ({ center }) => center.id).values() : [present];
  return [...places].flatMap((there) => {
    const center = there[0]?.center;
    if (center === undefined) return [];
    return {
      startsAt,
      endsAt,
      timeZone: center.timeZone,
      center: channel === 'on_site' ? { slug: center.slug, name: center.name, city: center.city } : null,
      advisors: there.map(({ resourceId, label }) => ({ id: resourceId, label })),
      ...(seatsLeft !== undefined && {
        seatsLeft: there.reduce((sum, { resourceId }) => sum + (seatsLeft.get(resourceId) ?? 0), 0),
      }),
    };
  });
}

function partOf({ startsAt, timeZone }: FreeTime): PartOfDay {
  return startsAt.toZonedDateTimeISO(timeZone).hour < 12 ? 'morning' : 'afternoon';
}

/** From the first midnight on, up to the last one, on the clock of a zone. */
function stepsOfDays({ from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }, zone: string): StepSpan {
  const stepOf = (day: Temporal.PlainDate) => stepFrom(day.toZonedDateTime(zone).epochMilliseconds);
  return { from: stepOf(from), to: stepOf(to.add({ days: 1 })) };
}
