import { type Database, db } from '#lib/platform/db.ts';
import { legalZone, Temporal } from '#lib/platform/time.ts';
import { holidayOn } from '#lib/organisation/core/holidays.ts';
import type { Calendar } from '#lib/organisation/read-calendars.ts';
import { type BookingChoice, type BookingQuestion, readQuestion } from './booking-question.ts';
import { findTimes, firstSteps, type FreeTimesQuestion } from './list-free-times.ts';

export interface FreeDay {
  day: Temporal.PlainDate;
  /** How many times are free, whoever with */
  count: number;
  /** The public holiday, in German, if it is one everywhere that is asked about */
  holiday: string | null;
}

export interface FreeMonth {
  first: Temporal.PlainDate;
  /** All days of the month, in order */
  days: FreeDay[];
  /** On the clock of the place */
  today: Temporal.PlainDate;
  /** The last day that can be booked at all */
  last: Temporal.PlainDate;
  /** The first day after the month with a free time; `null` when there is none, or the month has some */
  next: Temporal.PlainDate | null;
}

/**
 * Free times of a month, counted by day on the clock of the place (BK10).
 * @param month any day of it; one before the present month or after the last that can be booked counts as that
 * @returns `null` when nothing like the choice is offered
 */
export async function listFreeDays(
  choice: BookingChoice & Pick<FreeTimesQuestion, 'partOfDay'>,
  month: Temporal.PlainDate | undefined,
  database: Database = db(),
): Promise<FreeMonth | null> {
  const question = await readQuestion(choice, database, (known) =>
    firstSteps(known, { days: monthOf(known, month).days, limit: Infinity }),
  );
  if (question === null) return null;
  const { today, last, days } = monthOf(question, month);
  const first = days.from;
  const asked = { channel: choice.channel, partOfDay: choice.partOfDay };
  const { times } = await findTimes(question, { ...asked, days, limit: Infinity }, database);
  const starts = new Map<string, Set<number>>();
  for (const { startsAt, timeZone } of times) {
    const day = startsAt.toZonedDateTimeISO(timeZone).toPlainDate().toString();
    starts.set(day, (starts.get(day) ?? new Set()).add(startsAt.epochMilliseconds));
  }
  const places = placesOf(question);
  return {
    first,
    days: Array.from({ length: first.daysInMonth }, (_, i) => {
      const day = first.add({ days: i });
      return { day, count: starts.get(day.toString())?.size ?? 0, holiday: holidayEverywhere(day, places) };
    }),
    today,
    last,
    next: times.length > 0 ? null : await nextDay(question, asked, days.to, database),
  };
}

/** The month that is meant, and what can be booked, on the clock of the place. */
function monthOf(
  { calendars, service, now }: Pick<BookingQuestion, 'calendars' | 'service' | 'now'>,
  month: Temporal.PlainDate | undefined,
) {
  const zone = calendars[0]?.center.timeZone ?? legalZone;
  const dayAt = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate();
  const [today, last] = [dayAt(now), dayAt(now.add({ hours: service.horizonDays * 24 }))];
  const from = within(month ?? today, today, last).with({ day: 1 });
  return { today, last, days: { from, to: from.add({ months: 1 }).subtract({ days: 1 }) } };
}

function within(day: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(day, from) < 0) return from;
  return Temporal.PlainDate.compare(day, to) > 0 ? to : day;
}

async function nextDay(
  question: BookingQuestion,
  asked: Pick<FreeTimesQuestion, 'channel' | 'partOfDay'>,
  after: Temporal.PlainDate,
  database: Database,
): Promise<Temporal.PlainDate | null> {
  const days = { from: after.add({ days: 1 }), to: after.add({ years: 1 }) };
  const { times } = await findTimes(question, { ...asked, days, limit: 1 }, database);
  const [first] = times;
  return first === undefined ? null : first.startsAt.toZonedDateTimeISO(first.timeZone).toPlainDate();
}

/** The places whose holidays decide, each once. */
function placesOf({ calendars }: BookingQuestion): Calendar['center'][] {
  return [...new Map(calendars.map(({ center }) => [center.id, center])).values()];
}

function holidayEverywhere(day: Temporal.PlainDate, places: readonly Calendar['center'][]): string | null {
  const names = places.map((place) => holidayOn(day, place));
  return names.every((name) => name !== null) ? (names[0] ?? null) : null;
}
