import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { withClient } from '#prisma/roles.ts';
import { Temporal } from '#lib/platform/time.ts';

/** A center of its own in the database of a stack, open day and night: whoever fights for its times disturbs nobody. */
export interface SmallPlace {
  center: string;
  advisors: string[];
  rooms: string[];
  /** Services of 30 and 45 minutes, by video or on site, one of 30 minutes that takes a room on site, one for groups */
  services: { short: string; long: string; inRoom: string; group: string };
  /** A moment some days ahead that nobody wanted yet: each call gives another day, eight in the morning UTC */
  nextDay(): Temporal.Instant;
  /** Plans a session for a group, with the last advisor and so many seats. @returns its id */
  addSession(startsAt: Temporal.Instant, seats: number): Promise<string>;
  /** How many claims of this place overlap another one */
  overlaps(): Promise<number>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** @param migrateUrl connection of the schema's owner */
export async function makeSmallPlace(
  migrateUrl: string,
  size: { advisors: number; rooms: number },
): Promise<SmallPlace> {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
    withClient(migrateUrl, async (client) => (await client.query<Row>(text, values)).rows);
  const center = `probe-${randomUUID().slice(0, 8)}`;
  const centerId = randomUUID();
  await query(
    `INSERT INTO service_center (id, slug, name, street, postcode, city, land, municipality, phone)
     VALUES ($1, $2, 'Servicestelle Probe', 'Probeweg 1', '12345', 'Probestadt', 'NW', 'Probestadt', '+4930231250')`,
    [centerId, center],
  );
  const addResources = async (kind: 'advisor' | 'room', count: number): Promise<string[]> =>
    (
      await query<{ id: string }>(
        `INSERT INTO resource (service_center_id, kind, label)
         SELECT $1, $2::resource_kind, $2 || ' ' || n FROM generate_series(1, $3::int) AS n RETURNING id`,
        [centerId, kind, count],
      )
    ).map(({ id }) => id);
  const advisors = await addResources('advisor', size.advisors);
  const rooms = await addResources('room', size.rooms);
  await query(
    `INSERT INTO hours (resource_id, weekday, start_minute, end_minute)
     SELECT advisor, day, 0, 1440 FROM unnest($1::uuid[]) AS advisor, generate_series(1, 7) AS day`,
    [advisors],
  );
  const addService = async (name: string, duration: number, needsRoom: boolean): Promise<string> => {
    const slug = `${name}-${center}`;
    const [service] = await query<{ id: string }>(
      `INSERT INTO service (slug, name_de, name_en, description_de, description_en, duration, lead_time, horizon_days,
         channels, needs_room)
       VALUES ($1, $1, $1, '', '', $2, 5, 42, '{on_site,video}', $3) RETURNING id`,
      [slug, duration, needsRoom],
    );
    await query('INSERT INTO service_resource (service_id, resource_id) SELECT $1, unnest($2::uuid[])', [
      service?.id,
      advisors,
    ]);
    return slug;
  };
  const services = {
    short: await addService('kurz', 30, false),
    long: await addService('lang', 45, false),
    inRoom: await addService('raum', 30, true),
    group: await addService('gruppe', 30, false),
  };
  await query(`UPDATE service SET channels = '{on_site}', group_size = 8 WHERE slug = $1`, [services.group]);
  let day = Temporal.Now.plainDateISO('UTC').add({ days: 2 });
  return {
    center,
    advisors,
    rooms,
    services,
    nextDay: () => {
      day = day.add({ days: 1 });
      return Temporal.Instant.from(`${day.toString()}T08:00:00Z`);
    },
    addSession: async (startsAt, seats) => {
      const [session] = await query<{ id: string }>(
        `WITH session AS (
           INSERT INTO group_session (service_id, service_center_id, advisor_id, channel, starts_at, ends_at, seats, public_seats)
           SELECT id, $2, $3, 'on_site', $4, $5, $6, $6 FROM service WHERE slug = $1
           RETURNING id, advisor_id, starts_at, ends_at
         )
         INSERT INTO claim (resource_id, start_step, end_step, group_session_id)
         SELECT advisor_id, extract(epoch FROM starts_at) / 300, extract(epoch FROM ends_at) / 300, id FROM session
         RETURNING group_session_id AS id`,
        [
          services.group,
          centerId,
          advisors.at(-1),
          startsAt.toString(),
          startsAt.add({ minutes: 30 }).toString(),
          seats,
        ],
      );
      return session?.id ?? '';
    },
    overlaps: async () => {
      const [found] = await query<{ count: number }>(
        `SELECT count(*)::int FROM claim a JOIN claim b ON a.resource_id = b.resource_id AND a.id < b.id
           AND int4range(a.start_step, a.end_step) && int4range(b.start_step, b.end_step)
         WHERE a.resource_id = ANY($1)`,
        [[...advisors, ...rooms]],
      );
      return found?.count ?? -1;
    },
    query,
  };
}
