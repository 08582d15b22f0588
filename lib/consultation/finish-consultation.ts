import type { Database } from '#lib/platform/db.ts';
import { type AuditRecord, recordAudit } from '#lib/audit/record-audit.ts';
import { changeConsultation } from './change-consultation.ts';
import { closeRoom } from './close-room.ts';
import type { EndReason } from './schema.ts';

/**
 * Ends a consultation for good, whoever asked, and closes its room. Safe to repeat: the first reason stays.
 * @returns false when there is none or it had ended
 */
export async function finishConsultation(
  consultationId: string,
  reason: EndReason,
  actor: Pick<AuditRecord, 'actorKind' | 'actorId'>,
  database: Database,
): Promise<boolean> {
  const epoch = await changeConsultation(
    consultationId,
    async ({ tx, consultation, touch, note }) => {
      if (consultation.state === 'ended') return null;
      await tx.$executeRaw`
        UPDATE consultation SET state = 'ended', ended_at = app_now(), end_reason = ${reason}::consultation_end
        WHERE id = ${consultationId}::uuid`;
      await tx.$executeRaw`
        UPDATE appointment SET state = 'done', version = version + 1
        WHERE id = ${consultation.appointmentId}::uuid AND state = 'in_service'`;
      if (reason === 'recorder_detected') await note('recorder_detected');
      await note('ended');
      await recordAudit(tx, {
        ...actor,
        action: 'consultation:ended',
        objectKind: 'consultation',
        objectId: consultationId,
      });
      touch();
      return consultation.epoch;
    },
    database,
  );
  if (epoch === null) return false;
  await closeRoom(consultationId, epoch);
  return true;
}
