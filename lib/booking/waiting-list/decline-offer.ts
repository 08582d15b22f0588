import { type Database, db } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import type { WaitingRight } from './waiting-right.ts';

/**
 * Says no to an offered time and goes on waiting; it is the next person's.
 * @returns false when it is over already; nobody who said no twice is told so
 */
export async function declineOffer(
  { right, offerId }: { right: WaitingRight; offerId: string },
  database: Database = db(),
): Promise<boolean> {
  return retryConflicts(() =>
    database.$transaction(async (tx) => {
      const declined = await tx.$executeRaw`
        UPDATE waiting_offer SET state = 'declined'
        WHERE id = ${offerId}::uuid AND entry_id = ${right.entryId}::uuid AND state = 'open' AND expires_at > app_now()`;
      if (declined === 0) {
        const offer = await tx.waitingOffer.findFirst({ where: { id: offerId, entryId: right.entryId } });
        return offer?.state === 'declined';
      }
      await recordAudit(tx, {
        actorKind: 'member',
        action: 'offer:declined',
        objectKind: 'waiting_offer',
        objectId: offerId,
      });
      return true;
    }),
  );
}
