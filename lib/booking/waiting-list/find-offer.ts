import { z } from 'zod';
import { type Database, db } from '#lib/platform/db.ts';
import { channelSchema, maxServices } from '#lib/booking/schema.ts';

const inWords = z.object({ slug: z.string(), name: z.object({ de: z.string(), en: z.string() }) });
const row = z.object({
  services: z.array(inWords.extend({ duration: z.int(), groupSize: z.int().nullable() })),
  channels: z.array(channelSchema),
  centers: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      street: z.string(),
      postcode: z.string(),
      city: z.string(),
      stepFree: z.boolean(),
      timeZone: z.string(),
    }),
  ),
  further: z.array(inWords.extend({ description: z.object({ de: z.string(), en: z.string() }), duration: z.int() })),
});

/** What can be booked of one topic, or of several in one appointment (BK10). */
export interface Offer {
  /** In the order in which they were chosen */
  services: z.infer<typeof row>['services'];
  /** Minutes of all together */
  duration: number;
  /** Members of one session; `null`: an appointment for one */
  groupSize: number | null;
  /** Those that every one of them has */
  channels: z.infer<typeof row>['channels'];
  /** Where somebody offers all of them on site, by name */
  centers: z.infer<typeof row>['centers'];
  /** What can be added: somebody offers it together with all the others; in the order of the catalogue */
  further: z.infer<typeof row>['further'];
}

/** `null`: one of them is not offered, or nobody offers them together. */
export async function findOffer(slugs: readonly string[], database: Database = db()): Promise<Offer | null> {
  const wanted = [...new Set(slugs)];
  if (wanted.length === 0 || wanted.length > maxServices) return null;
  const rows = await database.$queryRaw<unknown[]>`
    WITH chosen AS (
      SELECT * FROM service WHERE slug = ANY(${wanted}) AND active AND (group_size IS NULL OR ${wanted.length} = 1)
    ), channel AS (
      SELECT c.name FROM unnest(enum_range(NULL::channel)) AS c (name)
      WHERE (SELECT bool_and(c.name = ANY(chosen.channels)) FROM chosen)
    ), able AS (
      SELECT r.id, r.service_center_id FROM resource r
      JOIN service_resource o ON o.resource_id = r.id AND o.service_id IN (SELECT id FROM chosen)
      WHERE r.kind = 'advisor' AND r.active GROUP BY r.id HAVING count(*) = ${wanted.length}
    ), further AS (
      SELECT s.* FROM service s
      WHERE s.active AND s.group_size IS NULL AND s.slug <> ALL(${wanted})
        AND NOT EXISTS (SELECT FROM chosen WHERE group_size IS NOT NULL)
        AND EXISTS (SELECT FROM channel WHERE channel.name = ANY(s.channels))
        AND EXISTS (SELECT FROM service_resource o JOIN able ON able.id = o.resource_id WHERE o.service_id = s.id)
    )
    SELECT
      (SELECT coalesce(json_agg(json_build_object('slug', slug, 'duration', duration, 'groupSize', group_size,
          'name', json_build_object('de', name_de, 'en', name_en)) ORDER BY array_position(${wanted}, slug)), '[]')
        FROM chosen) AS services,
      (SELECT coalesce(json_agg(name ORDER BY name), '[]') FROM channel) AS channels,
      (SELECT coalesce(json_agg(json_build_object('slug', slug, 'name', name, 'street', street, 'postcode', postcode,
          'city', city, 'stepFree', step_free, 'timeZone', time_zone)), '[]')
        FROM service_center WHERE id IN (SELECT service_center_id FROM able)) AS centers,
      (SELECT coalesce(json_agg(json_build_object('slug', slug, 'duration', duration,
          'name', json_build_object('de', name_de, 'en', name_en),
          'description', json_build_object('de', description_de, 'en', description_en)) ORDER BY sort_order, name_de), '[]')
        FROM further) AS further`;
  const { services, channels, centers, further } = row.parse(rows[0]);
  if (services.length < wanted.length || channels.length === 0 || centers.length === 0) return null;
  return {
    services,
    duration: services.reduce((sum, { duration }) => sum + duration, 0),
    groupSize: services[0]?.groupSize ?? null,
    channels,
    centers: centers.toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
    further: services.length === maxServices ? [] : further,
  };
}
