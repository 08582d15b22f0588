import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import type { FreeStart, StepSpan } from '#lib/booking/core/free-times.ts';
import { instantOf, stepFrom, stepsOf } from '#lib/booking/core/steps.ts';
import { type BookingChoice, type BookingQuestion, findFreeStarts, readQuestion } from './booking-question.ts';

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
  /** The times of so many days are enough, days on the clock of the place; of the one after them only the first is told */
  wholeDays?: number | undefined;
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

const stepsPerDay = stepsOf(24 * 60);

/** Days asked for at once: most questions are answered by the first ones. Each further time it is twice as many. */
function firstWindow({ limit, wholeDays }: Pick<FreeTimesQuestion, 'limit' | 'wholeDays'>): number {
  // Days without anybody at work lie in between, and the time after the last whole day is wanted, too.
  if (wholeDays !== undefined) return Math.ceil(((wholeDays + 1) * 7) / 5);
  return limit === Infinity ? Infinity : Math.min(14, 3 + Math.floor(limit / 10));
}

/** Free times of a choice, earliest first. Computed from rules and claims; nothing is held. */
export async function listFreeTimes(
  question: FreeTimesQuestion,
  database: Database | Transaction = db(),
): Promise<FreeTimes> {
  const read = await readQuestion(question, database, (known) => firstSteps(known, question));
  if (read === null) return { ok: false, reason: 'unknown-choice' };
  const { times, next } = await findTimes(read, question, database);
  return {
    ok: true,
    times,
    next,
    advisors: read.calendars.map(({ resourceId, label }) => ({ id: resourceId, label })),
  };
}

/** The steps that a question looks at first, for `readQuestion`. */
export function firstSteps(
  known: Pick<BookingQuestion, 'calendars' | 'service' | 'now'>,
  question: Pick<FreeTimesQuestion, 'from' | 'days' | 'limit' | 'wholeDays'>,
): StepSpan {
  const { start, end } = askedSteps(known, question);
  // An hour more: meanwhile it is later than when this choice was asked for last.
  return { from: start, to: windowEnd(start, firstWindow(question), end) + stepsOf(60) };
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
    wholeDays,
  }: Pick<FreeTimesQuestion, 'channel' | 'partOfDay' | 'from' | 'days' | 'limit' | 'wholeDays'>,
  database: Transaction,
): Promise<{ times: FreeTime[]; next: Temporal.Instant | null }> {
  const asked = askedSteps(read, { from, days });
  const { end, within } = asked;
  let { start } = asked;
  const times: FreeTime[] = [];
  const isEnough = enoughDays(wholeDays);
  for (let window = firstWindow({ limit, wholeDays }); start < end; window *= 2) {
    const until = windowEnd(start, window, end);
    const starts = await findFreeStarts(read, { from: start, to: until }, database);
    for (const { start: at, there } of timesOf(starts, read, channel)) {
      for (const time of there) {
        if (partOfDay !== undefined && partOf(time) !== partOfDay) continue;
        const day = within.get(time.timeZone);
        if (day !== undefined && (at < day.from || at >= day.to)) continue;
        // Times at one instant in two centers stay together, so "more" can go on from an instant.
        if (times.length >= limit && times.at(-1)?.startsAt.equals(time.startsAt) !== true)
          return { times, next: time.startsAt };
        times.push(time);
        if (isEnough(time)) return { times, next: time.startsAt };
      }
    }
    start = until;
  }
  return { times, next: null };
}

/** The steps at which a question looks for starts, and those of the days that are asked for, by zone. */
function askedSteps(
  { calendars, service, now }: Pick<BookingQuestion, 'calendars' | 'service' | 'now'>,
  { from, days }: Pick<FreeTimesQuestion, 'from' | 'days'>,
): { start: number; end: number; within: ReadonlyMap<string, StepSpan> } {
  const zones = new Set(calendars.map(({ center }) => center.timeZone));
  const within = new Map(days === undefined ? [] : [...zones].map((zone) => [zone, stepsOfDays(days, zone)]));
  const spans = [...within.values()];
  const present = stepFrom(now.epochMilliseconds);
  const horizon = present + service.horizonDays * stepsPerDay;
  const end = days === undefined ? horizon : Math.min(horizon, Math.max(...spans.map((span) => span.to)));
  const first = days === undefined ? present : Math.max(present, Math.min(...spans.map((span) => span.from)));
  return { start: from === undefined ? first : Math.max(first, stepFrom(from.epochMilliseconds)), end, within };
}

function windowEnd(start: number, days: number, end: number): number {
  return Math.min(start + days * stepsPerDay, end);
}

/** Tells of times in their order whether one of them lies after so many days. */
function enoughDays(wholeDays: number | undefined): (time: FreeTime) => boolean {
  if (wholeDays === undefined) return () => false;
  let days = 0;
  let last: Temporal.PlainDate | undefined;
  return ({ startsAt, timeZone }) => {
    const day = startsAt.toZonedDateTimeISO(timeZone).toPlainDate();
    if (last?.equals(day) !== true) days += 1;
    last = day;
    return days > wholeDays;
  };
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
  // Each advisor once, however many times they are free at.
  const byId = new Map(
    calendars.map(({ resourceId, label, center }) => [resourceId, { center, advisor: { id: resourceId, label } }]),
  );
  const times = starts.map((free) => ({ start: free.start, there: asTimes(free, byId, service.duration, channel) }));
  knownTimes.set(starts, times);
  return times;
}

type Present = { center: Calendar['center']; advisor: FreeTime['advisors'][number] };

function asTimes(
  { start, advisorIds, seatsLeft }: FreeStart,
  calendars: ReadonlyMap<string, Present>,
  duration: number,
  channel: FreeTimesQuestion['channel'],
): FreeTime[] {
  const [startsAt, endsAt] = [instantOf(start), instantOf(start + stepsOf(duration))];
  const present = advisorIds.map((id) => calendars.get(id)).filter((found) => found !== undefined);
  const places = channel === 'on_site' ? Map.groupBy(present, ({ center }) => center.id).values() : [present];
  return [...places].flatMap((there) => {
    const center = there[0]?.center;
    if (center === undefined) return [];
    return {
      startsAt,
      endsAt,
      timeZone: center.timeZone,
      center: channel === 'on_site' ? { slug: center.slug, name: center.name, city: center.city } : null,
      advisors: there.map(({ advisor }) => advisor),
      ...(seatsLeft !== undefined && {
        seatsLeft: there.reduce((sum, { advisor }) => sum + (seatsLeft.get(advisor.id) ?? 0), 0),
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
