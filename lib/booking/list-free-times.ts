import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { appNow, Temporal } from '#lib/platform/time.ts';
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

/** Days asked for at once: most questions are answered by the first ones. */
const windowDays = 14;

/** Free times of a choice, earliest first. Computed from rules and claims; nothing is held. */
export async function listFreeTimes(
  question: FreeTimesQuestion,
  database: Database | Transaction = db(),
): Promise<FreeTimes> {
  const read = await readQuestion(question, database);
  if (read === null) return { ok: false, reason: 'unknown-choice' };
  const { times, next } = await findTimes(read, question, await appNow(database), database);
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
  now: Temporal.Instant,
  database: Transaction,
): Promise<{ times: FreeTime[]; next: Temporal.Instant | null }> {
  const zones = [...new Set(read.calendars.map(({ center }) => center.timeZone))];
  const starts = days === undefined ? [] : zones.map((zone) => days.from.toZonedDateTime(zone).toInstant());
  const ends =
    days === undefined ? [] : zones.map((zone) => days.to.add({ days: 1 }).toZonedDateTime(zone).toInstant());
  const horizon = now.add({ hours: read.service.horizonDays * 24 });
  const end = ends.length === 0 ? horizon : earlier(horizon, ends.reduce(later));
  const calendars = new Map(read.calendars.map((calendar) => [calendar.resourceId, calendar]));
  const times: FreeTime[] = [];
  for (
    let start = [from ?? now, ...(starts.length === 0 ? [] : [starts.reduce(earlier)])].reduce(later, now);
    Temporal.Instant.compare(start, end) < 0;
    start = start.add({ hours: windowDays * 24 })
  ) {
    const until = earlier(start.add({ hours: windowDays * 24 }), end);
    for (const free of await findFreeStarts(read, now, start, until, database)) {
      for (const time of asTimes(free, calendars, read.service.duration, channel)) {
        if (partOfDay !== undefined && partOf(time) !== partOfDay) continue;
        if (days !== undefined && !isWithin(dayOf(time), days)) continue;
        // Times at one instant in two centers stay together, so "more" can go on from an instant.
        if (times.length >= limit && times.at(-1)?.startsAt.equals(time.startsAt) !== true)
          return { times, next: time.startsAt };
        times.push(time);
      }
    }
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

function dayOf({ startsAt, timeZone }: FreeTime): Temporal.PlainDate {
  return startsAt.toZonedDateTimeISO(timeZone).toPlainDate();
}

function isWithin(
  day: Temporal.PlainDate,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): boolean {
  return Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0;
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}
