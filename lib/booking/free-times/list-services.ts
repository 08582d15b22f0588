import { z } from 'zod';
import { type Database, db } from '#lib/platform/db.ts';
import { channelSchema } from '#lib/booking/schema.ts';

const inWords = z.object({ de: z.string(), en: z.string() });
const row = z.object({
  services: z.array(
    z.object({
      id: z.uuid(),
      slug: z.string(),
      name: inWords,
      description: inWords,
      duration: z.int(),
      channels: z.array(channelSchema),
      groupSize: z.int().nullable(),
      centerIds: z.array(z.uuid()),
    }),
  ),
  centers: z.array(
    z.object({
      id: z.uuid(),
      slug: z.string(),
      name: z.string(),
      street: z.string(),
      postcode: z.string(),
      city: z.string(),
      stepFree: z.boolean(),
    }),
  ),
});
type Row = z.infer<typeof row>;

export interface ServiceOffer extends Omit<Row['services'][number], 'centerIds'> {
  /** Where it is offered on site, by name */
  centers: readonly Omit<Row['centers'][number], 'id'>[];
}

/** What can be booked, in the order of the catalogue. A service that nobody offers is not in it. */
export async function listServices(database: Database = db()): Promise<ServiceOffer[]> {
  // Each place once, however many people offer a service there.
  const rows = await database.$queryRaw<unknown[]>`
    WITH offered AS (
      SELECT DISTINCT o.service_id, r.service_center_id FROM service_resource o
      JOIN resource r ON r.id = o.resource_id AND r.kind = 'advisor' AND r.active
    )
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', id, 'slug', slug, 'duration', duration, 'groupSize', group_size,
          'channels', channels, 'name', json_build_object('de', name_de, 'en', name_en),
          'description', json_build_object('de', description_de, 'en', description_en),
          'centerIds', array(SELECT service_center_id FROM offered WHERE service_id = service.id)
        ) ORDER BY sort_order, name_de), '[]')
        FROM service WHERE active AND id IN (SELECT service_id FROM offered)) AS services,
      (SELECT coalesce(json_agg(json_build_object('id', id, 'slug', slug, 'name', name, 'street', street,
          'postcode', postcode, 'city', city, 'stepFree', step_free)), '[]')
        FROM service_center WHERE id IN (SELECT service_center_id FROM offered)) AS centers`;
  const { services, centers } = row.parse(rows[0]);
  const places = centers
    .toSorted((a, b) => a.name.localeCompare(b.name, 'de'))
    .map(({ id, ...center }) => ({ id, center }));
  return services.map(({ centerIds, ...service }) => ({
    ...service,
    centers: places.filter(({ id }) => centerIds.includes(id)).map(({ center }) => center),
  }));
}
