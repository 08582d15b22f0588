import { type Database, db } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { destroyDataKeys } from '#lib/booking/data-key.ts';
import type { WaitingRight } from './waiting-right.ts';

/**
 * Leaves the waiting list: the entry is deleted with all that is known of the person, and what was offered is the next
 * person's. @returns false when it was gone already
 */
export async function leaveWaitingList({ entryId }: WaitingRight, database: Database = db()): Promise<boolean> {
  const ended = await retryConflicts(() =>
    database.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM waiting_entry WHERE id = ${entryId}::uuid FOR UPDATE`;
      const entry = await tx.waitingEntry.findUnique({ where: { id: entryId }, select: { keyRef: true } });
      if (entry === null) return null;
      await tx.waitingEntry.deleteMany({ where: { id: entryId } });
      await recordAudit(tx, {
        actorKind: 'member',
        action: 'waiting-entry:withdrawn',
        objectKind: 'waiting_entry',
        objectId: entryId,
      });
      return entry.keyRef;
    }),
  );
  if (ended === null) return false;
  await destroyDataKeys([ended]);
  return true;
}
