import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import { type BookingChoice, type BookingQuestion, findFreeStarts, readQuestion } from './booking-question.ts';
import type { FreeStart } from './core/free-times.ts';
import { instantOf } from './core/steps.ts';

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
  const within = new Map(days === undefined ? [] : zones.map((zone) => [zone, spanOfDays(days, zone)]));
  const starts = [...within.values()].map(([first]) => first);
  const ends = [...within.values()].map(([, end]) => end);
  const { now } = read;
  const horizon = now.add({ hours: read.service.horizonDays * 24 });
  const end = ends.length === 0 ? horizon : earlier(horizon, ends.reduce(later));
  const calendars = new Map(read.calendars.map((calendar) => [calendar.resourceId, calendar]));
  const times: FreeTime[] = [];
  let start = [from ?? now, ...(starts.length === 0 ? [] : [starts.reduce(earlier)])].reduce(later, now);
  for (let window = firstWindow; Temporal.Instant.compare(start, end) < 0; window *= 2) {
    const until = earlier(start.add({ hours: window * 24 }), end);
    for (const free of await findFreeStarts(read, start, until, database)) {
      for (const time of asTimes(free, calendars, read.service.duration, channel)) {
        if (partOfDay !== undefined && partOf(time) !== partOfDay) continue;
        const [first, after] = within.get(time.timeZone) ?? [time.startsAt];
        if (Temporal.Instant.compare(time.startsAt, first) < 0) continue;
        if (after !== undefined && Temporal.Instant.compare(time.startsAt, after) >= 0) continue;
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

function asTimes(
  { start, advisorIds, seatsLeft }: FreeStart,
  calendars: ReadonlyMap<string, Calendar>,
  duration: number,
  channel: FreeTimesQuestion['channel'],
): FreeTime[] {
  const startsAt = instantOf(start);
  const byPlace = new Map<string, Calendar[]>();
  for (const id of advisorIds) {
    const calendar = calendars.get(id);
    if (calendar === undefined) continue;
    const place = channel === 'on_site' ? calendar.center.id : '';
    byPlace.set(place, [...(byPlace.get(place) ?? []), calendar]);
  }
  return [...byPlace.values()].flatMap((present) => {
    const center = present[0]?.center;
    if (center === undefined) return [];
    return {
      startsAt,
      endsAt: startsAt.add({ minutes: duration }),
      timeZone: center.timeZone,
      center: channel === 'on_site' ? { slug: center.slug, name: center.name, city: center.city } : null,
      advisors: present.map(({ resourceId, label }) => ({ id: resourceId, label })),
      ...(seatsLeft !== undefined && {
        seatsLeft: present.reduce((sum, { resourceId }) => sum + (seatsLeft.get(resourceId) ?? 0), 0),
      }),
    };
  });
}

function partOf({ startsAt, timeZone }: FreeTime): PartOfDay {
  return startsAt.toZonedDateTimeISO(timeZone).hour < 12 ? 'morning' : 'afternoon';
}

/** From the first midnight on, up to the last one, on the clock of a zone. */
function spanOfDays(
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  zone: string,
): [Temporal.Instant, Temporal.Instant] {
  return [from.toZonedDateTime(zone).toInstant(), to.add({ days: 1 }).toZonedDateTime(zone).toInstant()];
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}
