import { z } from 'zod';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { localHolidays } from './core/municipal-holidays.ts';

const day = z.string().transform((text) => Temporal.PlainDate.from(text));
const rule = z
  .object({
    kind: z.enum(['open', 'break']),
    weekday: z.int(),
    startMinute: z.int(),
    endMinute: z.int(),
    validFrom: day.nullable(),
    validTo: day.nullable(),
    everyWeeks: z.int().nullable(),
    weeksFrom: day.nullable(),
    nthOfMonth: z.int().nullable(),
  })
  .transform(({ everyWeeks, weeksFrom, nthOfMonth, ...rest }) => ({
    ...rest,
    repeats:
      everyWeeks !== null && weeksFrom !== null
        ? { everyWeeks, from: weeksFrom }
        : nthOfMonth === null
          ? null
          : { nthOfMonth },
  }));
const exception = z
  .object({
    firstDay: day,
    lastDay: day,
    startMinute: z.int().nullable(),
    endMinute: z.int().nullable(),
    onHolidays: z.boolean(),
  })
  .transform(({ startMinute, endMinute, ...rest }) => ({
    ...rest,
    opening: startMinute === null || endMinute === null ? null : { startMinute, endMinute },
  }));

const rows = z.array(
  z.object({
    resourceId: z.uuid(),
    kind: z.enum(['advisor', 'room', 'interpreter', 'seat']),
    label: z.string(),
    skills: z.array(z.string()),
    center: z.object({
      id: z.uuid(),
      slug: z.string(),
      name: z.string(),
      city: z.string(),
      land: z.string(),
      municipality: z.string(),
      holidaysAdded: z.array(z.enum(localHolidays)),
      holidaysDropped: z.array(z.enum(localHolidays)),
      timeZone: z.string(),
      calendarVersion: z.int(),
      /** Of the house */
      rules: z.array(rule),
      exceptions: z.array(exception),
    }),
    rules: z.array(rule),
    exceptions: z.array(exception),
    /** In milliseconds since 1970, merged */
    absences: z.array(z.object({ from: z.number(), to: z.number() })),
  }),
);

/** A resource's rules, with the place whose clock, house and holidays they follow. */
export type Calendar = z.infer<typeof rows>[number];

/**
 * Calendars of those of the named resources that are active, rules in no order. `center.calendarVersion` is the one
 * these rules belong to: a hold computed on an older one is refused. Exceptions and absences that are over are left out.
 */
export async function readCalendars(
  resourceIds: readonly string[],
  database: Database | Transaction = db(),
): Promise<Calendar[]> {
  if (resourceIds.length === 0) return [];
  return readWhere(Prisma.sql`r.id = ANY(${resourceIds}::uuid[])`, database);
}

/** Calendars of everything active in some centers, by label. */
export async function readCenterCalendars(
  centerIds: readonly string[],
  database: Database | Transaction = db(),
): Promise<Calendar[]> {
  return readWhere(Prisma.sql`r.service_center_id = ANY(${centerIds}::uuid[])`, database);
}

const hoursJson = Prisma.sql`coalesce(json_agg(json_build_object('kind', h.kind, 'weekday', h.weekday,
  'startMinute', h.start_minute, 'endMinute', h.end_minute, 'validFrom', h.valid_from, 'validTo', h.valid_to,
  'everyWeeks', h.every_weeks, 'weeksFrom', h.weeks_from, 'nthOfMonth', h.nth_of_month)), '[]')`;
const exceptionsJson = Prisma.sql`coalesce(json_agg(json_build_object('firstDay', e.first_day, 'lastDay', e.last_day,
  'startMinute', e.start_minute, 'endMinute', e.end_minute, 'onHolidays', e.on_holidays)), '[]')`;
// Two days: it is still yesterday somewhere, and openings are asked for from the day before on.
const notOver = Prisma.sql`e.last_day >= (app_now() AT TIME ZONE 'UTC')::date - 2`;

async function readWhere(condition: Prisma.Sql, database: Database | Transaction): Promise<Calendar[]> {
  return rows.parse(
    await database.$queryRaw`
      WITH wanted AS (
        SELECT r.id, r.kind, r.label, r.skills, r.service_center_id FROM resource r WHERE ${condition} AND r.active
      ), center AS (
        SELECT c.id, json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'city', c.city, 'land', c.land,
          'municipality', c.municipality, 'holidaysAdded', c.holidays_added, 'holidaysDropped', c.holidays_dropped,
          'timeZone', c.time_zone, 'calendarVersion', c.calendar_version,
          'rules', (SELECT ${hoursJson} FROM hours h WHERE h.service_center_id = c.id),
          'exceptions', (SELECT ${exceptionsJson} FROM hours_exception e WHERE e.service_center_id = c.id AND ${notOver})
        ) AS center
        FROM service_center c WHERE c.id IN (SELECT service_center_id FROM wanted)
      )
      SELECT wanted.id::text AS "resourceId", wanted.kind::text, wanted.label, wanted.skills, center.center,
        (SELECT ${hoursJson} FROM hours h WHERE h.resource_id = wanted.id) AS rules,
        (SELECT ${exceptionsJson} FROM hours_exception e WHERE e.resource_id = wanted.id AND ${notOver}) AS exceptions,
        (SELECT coalesce(json_agg(json_build_object(
            'from', (extract(epoch FROM lower(away)) * 1000)::bigint, 'to', (extract(epoch FROM upper(away)) * 1000)::bigint
          ) ORDER BY away), '[]')
          FROM unnest((SELECT range_agg(tstzrange(a.starts_at, a.ends_at)) FROM absence a
            WHERE a.resource_id = wanted.id AND a.ends_at > app_now() - interval '2 days')) AS away) AS absences
      FROM wanted JOIN center ON center.id = wanted.service_center_id
      ORDER BY wanted.label, wanted.id`,
  );
}
