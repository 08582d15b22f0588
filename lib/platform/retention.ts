import { Prisma } from '#prisma/generated/client.ts';
import { legalDay, legalZone, type Temporal } from './time.ts';

/** Why the insurer may keep a value at all. */
export type LegalBasis =
  | 'Art. 6(1)(b) DSGVO'
  | 'Art. 6(1)(c) DSGVO'
  | 'Art. 6(1)(e) DSGVO'
  | 'Art. 6(1)(f) DSGVO'
  | '§ 284 SGB V with Art. 6(1)(e) DSGVO'
  /** No data of a person: rules, catalogues, figures */
  | 'no personal data';

/** How long a value is kept, counted from its start event. */
export type Keep =
  /** Physically gone before day N ends, so the purge of day N − 1 (legal zone) removes it. */
  | { days: number }
  /** Short clocks, to the second. */
  | { minutes: number }
  /** Until `startsAt` itself is past: the column holds the end. */
  | 'until'
  /** Rules and people of the organisation: until an admin removes them. */
  | 'in-use';

/** One clock. Every field of every model is in exactly one rule of its domain's `retention.ts` (DP4). */
export interface RetentionRule {
  model: Prisma.ModelName;
  /** Names as in the Prisma model; `'*'` for all scalar fields that no other rule for the same rows names. */
  fields: readonly string[] | '*';
  /** Which rows the rule is for, by fields of an enum, such as `{ channel: ['video'] }`; all when absent. */
  when?: Readonly<Record<string, readonly string[]>>;
  purpose: string;
  legalBasis: LegalBasis;
  /** The field of the model that starts the clock (no clock runs while it is null), or of the owner that it goes with. */
  startsAt: string;
  keep: Keep;
  /** With `'until'`: how long after its last beginning the end lies, as the documents say it. */
  lasts?: { minutes: number };
  /** What happens at the end: the row, the fields (set to null), or nothing of its own because the owner's row takes it along. */
  goes: 'row' | 'fields' | { with: Prisma.ModelName };
  /** The field that holds the reference of the data key destroyed at the end, where the row owns one. */
  keyRef?: string;
}

/**
 * The first instant that is NOT expired at `now`: what began before it is. The one source of the pure check and of the
 * model filter; `cutOffSql` says the same to the database. `null`: no clock.
 */
export function cutOff(keep: Keep, now: Temporal.Instant): Temporal.Instant | null {
  if (keep === 'in-use') return null;
  if (keep === 'until') return now.add({ milliseconds: 1 });
  if ('minutes' in keep) return now.add({ milliseconds: 1 }).subtract({ minutes: keep.minutes });
  return legalDay(now)
    .subtract({ days: keep.days - 2 })
    .toZonedDateTime(legalZone)
    .toInstant();
}

/**
 * Whether a value that began at `start` (or, for `'until'`, ends there) is past its clock at `now`. The same cut-off
 * serves the read filter and the purge, so what is expired is invisible at once, purged or not.
 */
export function isExpired(keep: Keep, start: Temporal.Instant, now: Temporal.Instant): boolean {
  const limit = cutOff(keep, now);
  return limit !== null && start.epochMilliseconds < limit.epochMilliseconds;
}

/** The day before whose end a value that began at `start` must be physically gone. */
export function lastDay(days: number, start: Temporal.Instant): Temporal.PlainDate {
  return legalDay(start).add({ days: days - 1 });
}

/**
 * Read filter for model calls: `where: { createdAt: notExpired({ days: 90 }, now) }`.
 * @param now from `appNow(database)`
 */
export function notExpired(keep: Keep, now: Temporal.Instant): { gte?: Date } {
  const limit = cutOff(keep, now);
  return limit === null ? {} : { gte: new Date(limit.epochMilliseconds) };
}

/**
 * `cutOff` at `app_now()` as an SQL expression of type timestamptz, stable within a statement, so an index on the start
 * column is used. Read filter of raw statements: `` AND created_at >= ${cutOffSql({ days: 90 })} ``
 */
export function cutOffSql(keep: Keep): Prisma.Sql {
  if (keep === 'in-use') return Prisma.sql`'-infinity'::timestamptz`;
  const next = Prisma.sql`(date_trunc('milliseconds', app_now()) + interval '1 millisecond')`;
  if (keep === 'until') return next;
  if ('minutes' in keep) return Prisma.sql`(${next} - ${wholeNumber(keep.minutes)} * interval '1 minute')`;
  const today = Prisma.sql`(app_now() AT TIME ZONE ${zoneText})::date`;
  return Prisma.sql`((${today} - ${wholeNumber(keep.days - 2)})::timestamp AT TIME ZONE ${zoneText})`;
}

const zoneText = Prisma.raw(`'${legalZone}'`);

/** Written into the statement rather than sent beside it, so that its type is plain to the planner. */
function wholeNumber(value: number): Prisma.Sql {
  if (!Number.isInteger(value)) throw new Error('A retention clock counts whole days or minutes');
  return Prisma.raw(`(${value})`);
}
