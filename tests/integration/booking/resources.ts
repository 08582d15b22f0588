import { randomUUID } from 'node:crypto';
import { withClient } from '#prisma/roles.ts';
import { connectAs, databaseUrl } from '#tests/setup/databases.ts';
import type { World } from './world.ts';

type Given = {
  kind: 'room' | 'interpreter' | 'seat';
  skills?: string[];
  audience?: 'public' | 'internal';
  centerId?: string;
};

/** One more resource of the world, with hours where its kind needs some; a seat is one of the world's service. */
export async function addResource(world: World, given: Given): Promise<string> {
  const client = await connectAs('migrate');
  const id = randomUUID();
  await client.query(
    `INSERT INTO resource (id, service_center_id, kind, label, skills, audience) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      given.centerId ?? world.centerId,
      given.kind,
      `${given.kind} ${id}`,
      given.skills ?? [],
      given.audience ?? null,
    ],
  );
  if (given.kind === 'interpreter')
    await client.query(
      `INSERT INTO hours (resource_id, weekday, start_minute, end_minute) SELECT $1, day, 0, 1440 FROM generate_series(1, 7) AS day`,
      [id],
    );
  if (given.kind === 'seat')
    await client.query(`INSERT INTO service_resource (service_id, resource_id) VALUES ($1, $2)`, [world.serviceId, id]);
  return id;
}

/** A second center, with nobody in it. */
export async function addCenter(): Promise<string> {
  const client = await connectAs('migrate');
  const id = randomUUID();
  await client.query(
    `INSERT INTO service_center (id, slug, name, street, postcode, city, land, municipality, phone)
     VALUES ($1, 'zweite', 'Zweite Probe', 'Probeweg 2', '12345', 'Probestadt', 'NW', 'Probestadt', '+4930231251')`,
    [id],
  );
  return id;
}

/** One more service, offered by some of the world's advisors. */
export async function addService(slug: string, advisors: readonly string[], columns: Record<string, unknown> = {}) {
  const id = randomUUID();
  await change(
    `INSERT INTO service (id, slug, name_de, name_en, description_de, description_en, duration, buffer_before, lead_time, horizon_days, channels)
     VALUES ($1, $2, upper($2), $2, '', '', 20, 5, 60, 30, '{on_site,video}')`,
    [id, slug],
  );
  for (const [column, value] of Object.entries(columns))
    await change(`UPDATE service SET ${column} = $2 WHERE id = $1`, [id, value]);
  for (const advisor of advisors)
    await change('INSERT INTO service_resource (service_id, resource_id) VALUES ($1, $2)', [id, advisor]);
  return id;
}
/** Runs one statement as the owner of the schema. */
export async function change(statement: string, values: unknown[] = []): Promise<void> {
  await withClient(databaseUrl('migrate'), (client) => client.query(statement, values));
}

/** Claims that overlap, appointments that lack a claim, claims of nobody: all zero, always. */
export async function faultsOfClaims(perAppointment: number): Promise<{ overlaps: number; halves: number }> {
  const client = await connectAs('superuser');
  const { rows } = await client.query<{ overlaps: number; halves: number }>(
    `SELECT (SELECT count(*)::int FROM claim a JOIN claim b ON a.resource_id = b.resource_id AND a.id < b.id
        AND int4range(a.start_step, a.end_step) && int4range(b.start_step, b.end_step)) AS overlaps,
      (SELECT count(*)::int FROM appointment
        WHERE (SELECT count(*) FROM claim WHERE appointment_id = appointment.id) <> $1) AS halves`,
    [perAppointment],
  );
  return rows[0] ?? { overlaps: -1, halves: -1 };
}
