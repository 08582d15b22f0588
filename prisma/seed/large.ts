import { withClient } from '#prisma/roles.ts';
import { days, futureBookings, pastBookings } from './large-bookings.sql.ts';
import { largeCatalogue } from './large-catalogue.sql.ts';

/**
 * Fills a database with the scenario `large`: 50 service centers with 1,000 advisors, 90 days before and 90 days after
 * today, so many appointments of the past, and some hundred thousand to come. Nobody's data are in it. Written by the
 * database itself, in a minute or two; the same rows on the same day. Running it again adds nothing twice, and fewer
 * appointments of the past are the first of more.
 * @param url a migrated database, as the role that owns the schema
 * @param size a smaller one: how many appointments of the past, and days ahead with bookings
 */
export async function seedLarge(url: string, size: { past?: number; ahead?: number } = {}): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    // Another seed at the same time waits, then finds everything there.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('seed large'))");
    // Half a million checks that a row exists are cheaper while rows fit into memory.
    await client.query("SET LOCAL work_mem = '256MB'");
    for (const statement of largeCatalogue) await client.query(statement);
    await client.query('ANALYZE service_center, service, resource, hours, service_resource');
    await client.query(pastBookings, [size.past ?? 300_000]);
    await client.query(futureBookings, [size.ahead ?? days]);
    await client.query('COMMIT');
    // Free times are read from an index alone, which needs the map of what everybody sees.
    await client.query('VACUUM (ANALYZE) appointment, claim');
  });
}
