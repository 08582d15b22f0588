import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { insertMessageSql, type SealedMessage } from '#lib/messaging/enqueue-message.ts';
import {
  type BookingPerson,
  freeNumbersSql,
  type LimitReached,
  takeNumbersSql,
} from '#lib/booking/limits/person-booking.sql.ts';

const confirmedRow = z.object({
  confirmed: z.boolean(),
  living: z.boolean(),
  number: z.int().nullable(),
  ofWeek: z.int().nullable(),
  draftKeys: z.array(z.string()),
});

export type ConfirmOutcome =
  | { confirmed: true; draftKeys: string[] }
  /** `gone`: no living hold of this browser with these data (any more); `overtaken`: another booking of the person took the number: again */
  | { confirmed: false; reason: 'gone' | 'overtaken' | LimitReached };

/**
 * Confirms a hold in one statement: its state, what the member's link and code are found by, the numbers that the person
 * has left, the message that says so, and the end of the draft. The hold is locked first, so that whatever follows
 * happens to one that lives. Claims are not touched, so nothing can slip in between and no part can be lost.
 * @returns unless `confirmed`, nothing happened
 */
export async function confirmHold(
  hold: {
    id: string;
    /** Of the data that the code was sent for */
    version: number;
    browserHash: Uint8Array<ArrayBuffer>;
    linkHash: Uint8Array<ArrayBuffer>;
    bookingCode: string;
  },
  person: BookingPerson,
  message: SealedMessage,
  database: Transaction,
): Promise<ConfirmOutcome> {
  const rows = await readRows(
    database,
    Prisma.sql`
    WITH hold AS (
      SELECT id, ends_at FROM appointment
      WHERE id = ${hold.id}::uuid AND browser_hash = ${hold.browserHash} AND version = ${hold.version}
        AND contact IS NOT NULL AND state = 'held' AND expires_at > app_now()
      FOR UPDATE
    ), free AS MATERIALIZED (
      ${freeNumbersSql(person.identityHash)}
    ), numbered AS (
      ${takeNumbersSql(person, Prisma.sql`hold`)}
    ), confirmed AS (
      UPDATE appointment SET state = 'confirmed', confirmed_at = app_now(), expires_at = NULL, promised_until = NULL,
        link_hash = ${hold.linkHash}, booking_code = ${hold.bookingCode}, version = version + 1
      FROM numbered WHERE appointment.id = numbered.appointment_id
      RETURNING appointment.id, browser_hash
    ), mail AS (
      ${insertMessageSql(message, Prisma.sql`confirmed`)}
    ), ended AS (
      DELETE FROM draft USING confirmed WHERE draft.browser_hash = confirmed.browser_hash RETURNING draft.key_ref
    )
    SELECT EXISTS (SELECT FROM mail) AS confirmed, EXISTS (SELECT FROM hold) AS living, free.number::int,
      free.of_week::int AS "ofWeek", array(SELECT key_ref FROM ended) AS "draftKeys"
    FROM free`,
  );
  const { confirmed, living, number, ofWeek, draftKeys } = confirmedRow.parse(rows[0]);
  if (confirmed) return { confirmed, draftKeys };
  if (!living) return { confirmed, reason: 'gone' };
  return { confirmed, reason: number === null ? 'open' : ofWeek === null ? 'week' : 'overtaken' };
}

const refusedRow = z.object({ refused: z.boolean() });

/**
 * Ends a hold that a limit refused: the time is free, and its message says why. The row stays until that is sent, since
 * the message goes with it (`sweepRefusedHolds`).
 */
export async function refuseHold(
  hold: { id: string; version: number; browserHash: Uint8Array<ArrayBuffer> },
  message: SealedMessage,
  database: Transaction,
): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`
    WITH refused AS (
      UPDATE appointment SET state = 'cancelled', cancelled_at = app_now(), expires_at = NULL, promised_until = NULL,
        group_session_id = NULL, seat = NULL, version = version + 1
      WHERE id = ${hold.id}::uuid AND browser_hash = ${hold.browserHash} AND version = ${hold.version}
        AND state = 'held' AND expires_at > app_now()
      RETURNING id
    ), freed AS (
      DELETE FROM claim USING refused WHERE claim.appointment_id = refused.id RETURNING claim.id
    ), mail AS (
      ${insertMessageSql(message, Prisma.sql`refused`)}
    )
    SELECT EXISTS (SELECT FROM refused) AS refused, EXISTS (SELECT FROM freed), EXISTS (SELECT FROM mail)`;
  return refusedRow.parse(rows[0]).refused;
}
