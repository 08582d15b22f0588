import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Audience } from '#lib/booking/free-times/group-session.sql.ts';
import type { CenterVersion } from './hold.sql.ts';

const seatRow = z.object({
  current: z.boolean(),
  open: z.boolean(),
  seatFree: z.boolean(),
  expiresAt: z
    .string()
    .transform((text) => Temporal.Instant.fromEpochMilliseconds(Number(text)))
    .nullable(),
});
const keyRows = z.array(z.object({ keyRef: z.string().nullable() }));

export interface NewSeat {
  id: string;
  groupSessionId: string;
  audience: Audience;
  /** Of the session's advisor, with the version that the service's rules were read with */
  center: CenterVersion;
  browserHash: Uint8Array<ArrayBuffer>;
  locale: string;
  minutes: number;
  /** The appointment that this one is to take the place of (BK6) */
  movesId?: string;
}

export type SeatOutcome =
  | { held: true; expiresAt: Temporal.Instant }
  /** `lost`: somebody got that very seat first, another one may be free. `full`: no row says that one is free. */
  | { held: false; reason: 'hours-changed' | 'cancelled' | 'full' | 'lost' };

/**
 * Takes a numbered seat of a session in one statement: the rules are still those that were read, the session takes
 * place, a seat of this audience has no row. Which one is drawn, so that those who come at the same moment seldom want
 * the same; the unique constraint decides between those who do. The session owns the time, so there is nothing to claim.
 */
export async function insertSeat(seat: NewSeat, database: Transaction): Promise<SeatOutcome> {
  const rows = await database.$queryRaw<unknown[]>`
    WITH center AS (
      SELECT id FROM service_center
      WHERE id = ${seat.center.id}::uuid AND calendar_version = ${seat.center.calendarVersion} FOR SHARE
    ), session AS (
      SELECT g.* FROM group_session g, center WHERE g.id = ${seat.groupSessionId}::uuid AND g.cancelled_at IS NULL
      FOR SHARE OF g
    ), free AS (
      SELECT number FROM session, generate_series(
        CASE ${seat.audience} WHEN 'public' THEN 1 ELSE session.public_seats + 1 END,
        CASE ${seat.audience} WHEN 'public' THEN session.public_seats ELSE session.seats END) AS number
      WHERE NOT EXISTS (SELECT FROM appointment a WHERE a.group_session_id = session.id AND a.seat = number)
      ORDER BY random() LIMIT 1
    ), held AS (
      INSERT INTO appointment (id, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, locale,
        browser_hash, moves_id, group_session_id, seat, expires_at, promised_until)
      SELECT ${seat.id}::uuid, session.service_id, session.service_center_id, session.advisor_id, session.channel,
        session.starts_at, session.ends_at, ${seat.locale}, ${seat.browserHash}::bytea, ${seat.movesId ?? null}::uuid, session.id, free.number,
        app_now() + ${seat.minutes} * interval '1 minute', app_now() + ${seat.minutes} * interval '1 minute'
      FROM session, free
      ON CONFLICT (group_session_id, seat) DO NOTHING
      RETURNING expires_at
    )
    SELECT EXISTS (SELECT FROM center) AS current, EXISTS (SELECT FROM session) AS open,
      EXISTS (SELECT FROM free) AS "seatFree",
      (SELECT (extract(epoch FROM expires_at) * 1000)::bigint::text FROM held) AS "expiresAt"`;
  const { current, open, seatFree, expiresAt } = seatRow.parse(rows[0]);
  if (expiresAt !== null) return { held: true, expiresAt };
  if (!current) return { held: false, reason: 'hours-changed' };
  if (!open) return { held: false, reason: 'cancelled' };
  return { held: false, reason: seatFree ? 'lost' : 'full' };
}

/**
 * Ends the expired holds that keep seats of a session. @see sweepExpiredHolds for the condition on the deleted row
 * @returns the references of their data keys, to be destroyed after the commit
 */
export async function sweepExpiredSeats(groupSessionId: string, database: Transaction): Promise<(string | null)[]> {
  const rows = await database.$queryRaw`
    DELETE FROM appointment
    WHERE group_session_id = ${groupSessionId}::uuid AND state = 'held' AND expires_at <= app_now()
    RETURNING key_ref AS "keyRef"`;
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}
