import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { notExpired } from '#lib/platform/retention.ts';
import { appNow } from '#lib/platform/time.ts';
import { consultationKeep } from './retention.ts';

/** Whether a consultation is one of this advisor's appointments. Anything else answers as if it did not exist. */
export async function ownConsultation(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  database: Database = db(),
): Promise<boolean> {
  const now = await appNow(database);
  const found = await database.consultation.findFirst({
    where: {
      id: consultationId,
      openedAt: notExpired(consultationKeep, now),
      appointment: { advisor: { staffId: actor.staffId } },
    },
    select: { id: true },
  });
  return found !== null;
}
