import { type Database, db } from '#lib/platform/db.ts';
import type { Center } from './center.ts';

/** All service centers, by name. */
export async function listServiceCenters(database: Database = db()): Promise<Center[]> {
  const rows = await database.serviceCenter.findMany({ orderBy: [{ name: 'asc' }, { slug: 'asc' }] });
  return rows.map(({ id, slug, name, street, postcode, city, land, timeZone, stepFree, phone }) => ({
    id,
    slug,
    name,
    street,
    postcode,
    city,
    land,
    timeZone,
    stepFree,
    phone,
  }));
}
