import { type Database, db } from '#lib/platform/db.ts';
import { changeConsultation } from './change-consultation.ts';
import type { Visit } from './current-visit.ts';

/** VC4: the member was told that recording without the advisor's consent is a criminal offence. Safe to repeat. */
export async function confirmRecordingNotice(visit: Visit, database: Database = db()): Promise<{ ok: true }> {
  await changeConsultation(
    visit.consultationId,
    async ({ tx, touch, note }) => {
      const changed = await tx.$executeRaw`
        UPDATE participant SET notice_at = app_now(), waiting_since = app_now()
        WHERE id = ${visit.participantId}::uuid AND notice_at IS NULL`;
      if (changed === 0) return;
      await note('recording_notice_confirmed', 'member');
      touch();
    },
    database,
  );
  return { ok: true };
}
