import { randomUUID } from 'node:crypto';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import type { ContactForm, TimeChoice } from '#lib/booking/schema.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { connectAs } from '#tests/setup/databases.ts';
import { codeOf } from './code-of.ts';

/** A Tuesday, 09:00 in Berlin: no holiday, no clock change near. */
export const tuesday = Temporal.Instant.from('2026-12-01T08:00:00Z');

export interface World {
  centerId: string;
  serviceId: string;
  advisors: string[];
}

/** One center that is always open, one service of 30 minutes, so many advisors. */
export async function makeWorld(
  given: { advisors?: number; duration?: number; bufferAfter?: number; leadTime?: number } = {},
): Promise<World> {
  const client = await connectAs('migrate');
  const centerId = randomUUID();
  const serviceId = randomUUID();
  await client.query(
    `INSERT INTO service_center (id, slug, name, street, postcode, city, land, municipality, phone)
     VALUES ($1, 'probe', 'Servicestelle Probe', 'Probeweg 1', '12345', 'Probestadt', 'NW', 'Probestadt', '+4930231250')`,
    [centerId],
  );
  await client.query(
    `INSERT INTO service (id, slug, name_de, name_en, description_de, description_en, duration, buffer_after, lead_time, horizon_days, channels)
     VALUES ($1, 'pflegegrad', 'Pflegegrad', 'Care level', 'Geheimer Dienst', 'Secret service', $2, $3, $4, 42, '{on_site,video,phone}')`,
    [serviceId, given.duration ?? 30, given.bufferAfter ?? 0, given.leadTime ?? 5],
  );
  const advisors: string[] = [];
  for (let i = 0; i < (given.advisors ?? 1); i += 1) {
    const id = randomUUID();
    advisors.push(id);
    await client.query(`INSERT INTO resource (id, service_center_id, kind, label) VALUES ($1, $2, 'advisor', $3)`, [
      id,
      centerId,
      `Berater ${i}`,
    ]);
    await client.query(
      `INSERT INTO hours (resource_id, weekday, start_minute, end_minute) SELECT $1, day, 0, 1440 FROM generate_series(1, 7) AS day`,
      [id],
    );
    await client.query(`INSERT INTO service_resource (service_id, resource_id) VALUES ($1, $2)`, [serviceId, id]);
  }
  return { centerId, serviceId, advisors };
}

export const choiceAt = (startsAt: Temporal.Instant | string, rest: Partial<TimeChoice> = {}): TimeChoice => ({
  service: 'pflegegrad',
  channel: 'video',
  startsAt: typeof startsAt === 'string' ? Temporal.Instant.from(startsAt) : startsAt,
  ...rest,
});

/** An invented member whose data must be readable nowhere. */
export const secretForm: ContactForm = {
  gender: 'female',
  firstName: 'Wilhelmine',
  lastName: 'Ödön-Çağlar',
  phone: '0221 4710 555',
  email: 'wilhelmine@postfach.example',
  kvnr: 'A123456780',
  concern: 'Mein Rollstuhl quietscht.',
};

/** Holds a time and fails the test when it is refused. */
export async function hold(
  startsAt: Temporal.Instant | string,
  database: Database = db(),
  browserToken: string | null = null,
) {
  const held = await holdTime({ choice: choiceAt(startsAt), browserToken, locale: 'de' }, database);
  if (!held.ok) throw new Error(`Not held: ${held.reason}`);
  return held;
}

/** Holds a time, gives own data, and reads the code out of the sealed outbox as the mail would say it. */
export async function holdWithCode(
  startsAt: Temporal.Instant | string,
  form: ContactForm = secretForm,
  database: Database = db(),
) {
  const held = await hold(startsAt, database);
  const submitted = await submitContact({ browserToken: held.browserToken, form, locale: 'de' }, database);
  if (!submitted.ok) throw new Error(`Not submitted: ${submitted.reason}`);
  return { ...held, code: await codeOf(held.appointmentId, database) };
}

/** A code that is not the right one. */
export function wrongCode(code: string): string {
  return code === '000000' ? '000001' : '000000';
}
