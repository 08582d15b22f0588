import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { notExpired } from '#lib/platform/retention.ts';
import { appNow } from '#lib/platform/time.ts';
import { consultationKeep } from './retention.ts';

/** A consultation that goes on: its room, and the appointment it belongs to. */
export interface RunningConsultation {
  consultationId: string;
  appointmentId: string;
}

/** The advisor's own consultations in call, so that a closed window is found again. Ids only. */
export async function listRunning(
  actor: StaffActor<'advisor'>,
  database: Database = db(),
): Promise<RunningConsultation[]> {
  const now = await appNow(database);
  const found = await database.consultation.findMany({
    where: {
      state: 'in_call',
      openedAt: notExpired(consultationKeep, now),
      appointment: { advisor: { staffId: actor.staffId } },
    },
    orderBy: { admittedAt: 'desc' },
    select: { id: true, appointmentId: true },
  });
  return found.map(({ id, appointmentId }) => ({ consultationId: id, appointmentId }));
}
