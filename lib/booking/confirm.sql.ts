import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { insertMessageSql, type SealedMessage } from '#lib/messaging/enqueue-message.ts';

const confirmedRow = z.object({ confirmed: z.boolean(), draftKeys: z.array(z.string()) });

/**
 * Confirms a hold in one statement: its state, what the member's link and code are found by, the message that says so, and
 * the end of the draft. Claims are not touched, so nothing can slip in between and no part can be lost.
 * @returns `confirmed: false` when it is no living hold of this browser (any more); then nothing happened
 */
export async function confirmHold(
  hold: { id: string; browserHash: Uint8Array<ArrayBuffer>; linkHash: Uint8Array<ArrayBuffer>; bookingCode: string },
  message: SealedMessage,
  database: Transaction,
): Promise<z.infer<typeof confirmedRow>> {
  const rows = await database.$queryRaw<unknown[]>`
    WITH confirmed AS (
      UPDATE appointment SET state = 'confirmed', confirmed_at = app_now(), expires_at = NULL, promised_until = NULL,
        link_hash = ${hold.linkHash}, booking_code = ${hold.bookingCode}, version = version + 1
      WHERE id = ${hold.id}::uuid AND browser_hash = ${hold.browserHash} AND contact IS NOT NULL
        AND state = 'held' AND expires_at > app_now()
      RETURNING id, browser_hash
    ), mail AS (
      ${insertMessageSql(message, Prisma.sql`confirmed`)}
    ), ended AS (
      DELETE FROM draft USING confirmed WHERE draft.browser_hash = confirmed.browser_hash RETURNING draft.key_ref
    )
    SELECT EXISTS (SELECT FROM mail) AS confirmed, array(SELECT key_ref FROM ended) AS "draftKeys"`;
  return confirmedRow.parse(rows[0]);
}
