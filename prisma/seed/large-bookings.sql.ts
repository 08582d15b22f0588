import { idOf } from './large-catalogue.sql.ts';

/** Days before and after today that the scenario has. */
export const days = 90;
const today = "(app_now() AT TIME ZONE 'Europe/Berlin')::date";

/**
 * Half hours within the weekly hours of the scenario's advisors, and a number from 0 to 1 that is always the same for
 * the same half hour.
 */
const halfHours = (firstDay: string, lastDay: string): string => `
  SELECT advisor.id AS advisor_id, advisor.service_center_id, lot, day::date - ${today} AS ahead,
    (extract(epoch FROM starts_at) / 300)::int AS step, starts_at
  FROM resource advisor
  JOIN service_center center ON center.id = advisor.service_center_id AND center.slug LIKE 'servicestelle-%'
  JOIN hours ON hours.resource_id = advisor.id,
    generate_series(${today} + ${firstDay}, ${today} + ${lastDay}, interval '1 day') AS day,
    generate_series(hours.start_minute, hours.end_minute - 30, 30) AS minute,
    LATERAL (SELECT (day::date + make_interval(mins => minute)) AT TIME ZONE center.time_zone AS starts_at) AS clock,
    LATERAL (SELECT ('x' || left(md5(advisor.id::text || extract(epoch FROM starts_at)), 5))::bit(20)::int / 1048576.0 AS lot) AS drawn
  WHERE advisor.kind = 'advisor' AND extract(isodow FROM day) = hours.weekday`;

/** Claim first, appointment from it: what is taken already stays as it is. */
const booked = (chosen: string, state: string): string => `
  WITH chosen AS (${chosen}), claimed AS (
    INSERT INTO claim (id, resource_id, start_step, end_step, appointment_id)
    SELECT ${idOf("'claim ' || advisor_id || ' ' || step")}, advisor_id, step, step + 6,
      ${idOf("'appointment ' || advisor_id || ' ' || step")}
    FROM chosen ON CONFLICT DO NOTHING RETURNING resource_id, start_step, appointment_id
  )
  INSERT INTO appointment (id, state, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, created_at,
    confirmed_at, browser_hash)
  SELECT appointment_id, '${state}', service.id, service_center_id, advisor_id,
    (ARRAY['video', 'phone', 'on_site'])[1 + step % 3]::channel, starts_at, starts_at + interval '30 minutes',
    made_at, made_at + interval '4 minutes', sha256(appointment_id::text::bytea)
  FROM claimed JOIN chosen ON advisor_id = resource_id AND step = start_step
  JOIN service ON service.slug = 'beratung',
    LATERAL (SELECT greatest(${today} - interval '${days - 1} days',
      least(starts_at, ${today}) - interval '2 hours' - lot * interval '20 days') AS made_at) AS made`;

/** $1 appointments that are over, drawn from all that could have been. */
export const pastBookings = booked(
  `${halfHours(`-${days}`, '-1')} ORDER BY lot, advisor.id, starts_at LIMIT $1`,
  'done',
);

/** What is booked in the next $1 days: nearly everything tomorrow, less and less until nothing. */
export const futureBookings = booked(
  `SELECT * FROM (${halfHours('1', '$1::int')}) AS possible WHERE lot < 0.9 * (1 - ahead / ${days}.0) ^ 2`,
  'confirmed',
);
