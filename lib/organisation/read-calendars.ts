import { z } from 'zod';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';

const rows = z.array(
  z.object({
    resourceId: z.uuid(),
    label: z.string(),
    center: z.object({
      id: z.uuid(),
      slug: z.string(),
      name: z.string(),
      city: z.string(),
      land: z.string(),
      municipality: z.string(),
      timeZone: z.string(),
      calendarVersion: z.int(),
    }),
    rules: z.array(z.object({ weekday: z.int(), startMinute: z.int(), endMinute: z.int() })),
  }),
);

/** An advisor's weekly rules, with the place whose clock and holidays they follow. */
export type Calendar = z.infer<typeof rows>[number];

/**
 * Calendars of those of the named resources that are active, rules in no order. `center.calendarVersion` is the one
 * these rules belong to: a hold computed on an older one is refused.
 */
export async function readCalendars(
  resourceIds: readonly string[],
  database: Database | Transaction = db(),
): Promise<Calendar[]> {
  if (resourceIds.length === 0) return [];
  return rows.parse(
    await database.$queryRaw`
      SELECT r.id::text AS "resourceId", r.label,
        json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'city', c.city, 'land', c.land,
          'municipality', c.municipality, 'timeZone', c.time_zone, 'calendarVersion', c.calendar_version) AS center,
        (SELECT coalesce(json_agg(json_build_object('weekday', h.weekday, 'startMinute', h.start_minute, 'endMinute', h.end_minute)), '[]')
          FROM hours h WHERE h.resource_id = r.id) AS rules
      FROM resource r JOIN service_center c ON c.id = r.service_center_id
      WHERE r.id = ANY(${resourceIds}::uuid[]) AND r.active
      ORDER BY r.label, r.id`,
  );
}
