import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { justIssuedSql } from '#lib/identity/issue-one-time-code.ts';
import { Prisma } from '#prisma/generated/client.ts';

const instant = z.string().transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)));
const bytes = z.instanceof(Uint8Array<ArrayBuffer>);
const row = z.object({
  /** When it was read */
  now: instant,
  id: z.uuid(),
  browserHash: bytes,
  /** Another one as soon as own data are given or a code is sent */
  version: z.int(),
  createdAt: instant,
  locale: z.enum(['de', 'en']),
  /** Zone of the center */
  zone: z.string(),
  keyRef: z.string().nullable(),
  contact: bytes.nullable(),
  concern: bytes.nullable(),
  /** The end of a code that was sent a moment ago: whoever asks again has clicked twice */
  recentCodeEndsAt: instant.nullable(),
});

/** A living hold as it was at one moment, with what decides about sending its code. */
export type OwnHold = z.infer<typeof row>;

/** The living hold of a browser, or `null`. */
export async function readOwnHold(
  browserHash: Uint8Array<ArrayBuffer>,
  database: Transaction,
): Promise<OwnHold | null> {
  const recent = justIssuedSql({ purpose: 'confirm_appointment', browserHash }, Prisma.sql`hold.id`);
  const rows = await readRows(
    database,
    Prisma.sql`
    SELECT floor(extract(epoch FROM app_now()) * 1000)::bigint::text AS now, hold.id::text, browser_hash AS "browserHash", version::int,
      (extract(epoch FROM created_at) * 1000)::bigint::text AS "createdAt", locale, center.time_zone AS zone,
      key_ref AS "keyRef", contact, concern,
      (SELECT (extract(epoch FROM expires_at) * 1000)::bigint::text FROM (${recent}) AS recent) AS "recentCodeEndsAt"
    FROM appointment AS hold JOIN service_center AS center ON center.id = hold.service_center_id
    WHERE browser_hash = ${browserHash} AND state = 'held' AND expires_at > app_now()
    ORDER BY created_at DESC LIMIT 1`,
  );
  return rows[0] === undefined ? null : row.parse(rows[0]);
}
