import { type Database, db } from '#lib/platform/db.ts';
import { changeConsultation } from './change-consultation.ts';
import { nextParticipantState, type ParticipantEvent } from './core/consultation-state.ts';
import type { Visit } from './current-visit.ts';

export type Move = { ok: true } | { ok: false; reason: 'wrong-state' };

/** The member hangs up or gives up waiting. Safe to repeat; coming back needs another admission. */
export function leave(visit: Visit, database: Database = db()): Promise<Move> {
  return move(visit, 'leave', database);
}

/** The member's browser waits to be let in once more: it hung up before, lost its key or was replaced. */
export function waitAgain(visit: Visit, database: Database = db()): Promise<Move> {
  return move(visit, 'wait-again', database);
}

async function move(visit: Visit, event: ParticipantEvent, database: Database): Promise<Move> {
  const result = await changeConsultation(
    visit.consultationId,
    async ({ tx, consultation, touch, note }): Promise<Move> => {
      const participant = await tx.participant.findUnique({ where: { id: visit.participantId } });
      if (participant === null || consultation.state === 'ended') return { ok: false, reason: 'wrong-state' };
      const next = nextParticipantState(participant.state, event);
      if (next === null) return { ok: false, reason: 'wrong-state' };
      if (next === participant.state) return { ok: true };
      await tx.$executeRaw`
        UPDATE participant SET state = ${next}::participant_state, public_key = NULL,
          left_at = CASE WHEN ${event} = 'leave' THEN app_now() END,
          waiting_since = CASE WHEN ${event} = 'leave' THEN waiting_since ELSE app_now() END
        WHERE id = ${visit.participantId}::uuid`;
      if (event === 'leave') await note('left', 'member');
      touch();
      return { ok: true };
    },
    database,
  );
  return result ?? { ok: false, reason: 'wrong-state' };
}
