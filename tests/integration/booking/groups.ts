import { randomUUID } from 'node:crypto';
import { stepAt } from '#lib/booking/core/steps.ts';
import { Temporal } from '#lib/platform/time.ts';
import { connectAs } from '#tests/setup/databases.ts';
import type { World } from './world.ts';

/** The world's service becomes one for groups, of 90 minutes. */
export async function makeGroupService(): Promise<void> {
  const client = await connectAs('migrate');
  await client.query(`UPDATE service SET group_size = 4, channels = '{on_site}', duration = 90`);
}

/** A session of the world's service, with the time of its advisor and of further resources. */
export async function addSession(
  world: World,
  given: {
    startsAt?: string;
    seats?: number;
    publicSeats?: number;
    advisorId?: string | undefined;
    resourceIds?: string[];
  } = {},
): Promise<string> {
  const client = await connectAs('migrate');
  const id = randomUUID();
  const startsAt = Temporal.Instant.from(given.startsAt ?? '2026-12-01T10:00:00Z');
  const endsAt = startsAt.add({ minutes: 90 });
  const advisorId = given.advisorId ?? world.advisors[0] ?? '';
  const seats = given.seats ?? 4;
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO group_session (id, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, seats, public_seats)
     SELECT $1, $2, r.service_center_id, r.id, 'on_site', $4, $5, $6, $7 FROM resource r WHERE r.id = $3`,
    [id, world.serviceId, advisorId, startsAt.toString(), endsAt.toString(), seats, given.publicSeats ?? seats],
  );
  await client.query(
    `INSERT INTO claim (resource_id, start_step, end_step, group_session_id)
     SELECT id, $2, $3, $4 FROM unnest($1::uuid[]) AS resource (id)`,
    [[advisorId, ...(given.resourceIds ?? [])], stepAt(startsAt), stepAt(endsAt), id],
  );
  await client.query('COMMIT');
  return id;
}
