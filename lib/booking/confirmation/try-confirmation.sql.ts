import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { takeTrySql, type TriedCode } from '#lib/identity/check-one-time-code.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { AppointmentState } from '#prisma/generated/enums.ts';
import { visibleAppointmentsSql } from '#lib/booking/retention.ts';
import { channels } from '#lib/booking/schema.ts';

const instant = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const bytes = z.instanceof(Uint8Array);
const row = z.object({
  id: z.uuid(),
  state: z.enum(AppointmentState),
  version: z.int(),
  channel: z.enum(channels),
  startsAt: instant,
  endsAt: instant,
  createdAt: instant,
  locale: z.enum(['de', 'en']),
  center: z.object({
    name: z.string(),
    street: z.string(),
    postcode: z.string(),
    city: z.string(),
    timeZone: z.string(),
  }),
  keyRef: z.string().nullable(),
  contact: bytes.nullable(),
  codeHash: bytes.nullable(),
  triesLeft: z.int().nullable(),
});

/** What a browser is booking or has booked last, with what is needed to tell its person about it. */
export type LatestBooking = Omit<z.infer<typeof row>, 'codeHash' | 'triesLeft'>;

/**
 * Takes a try of the code for what this browser is booking or has booked last; an expired hold, too, so that it is told
 * apart by the statement that confirms. The try is gone once this has answered, whatever comes of it.
 * @returns `tried`: what to compare with, `null` when there is no living code; the whole `null`: nothing is booked
 */
export async function tryConfirmation(
  browserHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<{ latest: LatestBooking; tried: TriedCode | null } | null> {
  const rows = await readRows(
    database,
    Prisma.sql`
    WITH latest AS (
      SELECT * FROM appointment
      WHERE browser_hash = ${browserHash} AND state <> 'cancelled' AND ${visibleAppointmentsSql}
      ORDER BY created_at DESC LIMIT 1
    ), tried AS (
      ${takeTrySql({ purpose: 'confirm_appointment', browserHash }, Prisma.sql`latest`)}
    )
    SELECT latest.id::text, state::text, version::int, channel::text, locale, key_ref AS "keyRef", contact,
      (extract(epoch FROM starts_at) * 1000)::bigint::text AS "startsAt",
      (extract(epoch FROM ends_at) * 1000)::bigint::text AS "endsAt",
      (extract(epoch FROM created_at) * 1000)::bigint::text AS "createdAt",
      json_build_object('name', name, 'street', street, 'postcode', postcode, 'city', city, 'timeZone', time_zone) AS center,
      tried.code_hash AS "codeHash", tried.tries_left::int AS "triesLeft"
    FROM latest JOIN service_center AS center ON center.id = latest.service_center_id LEFT JOIN tried ON true`,
  );
  if (rows[0] === undefined) return null;
  const { codeHash, triesLeft, ...latest } = row.parse(rows[0]);
  return { latest, tried: codeHash === null || triesLeft === null ? null : { codeHash, triesLeft } };
}
