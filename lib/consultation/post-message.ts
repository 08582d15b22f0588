import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { seal } from '#lib/platform/crypto.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { ensureAdvisorParticipant } from './advisor-participant.ts';
import { changeConsultation } from './change-consultation.ts';
import { chatSharedUntil } from './chat-share.ts';
import { insertMessage } from './chat-message.sql.ts';
import type { Visit } from './current-visit.ts';
import { ownConsultation } from './own-consultation.ts';
import type { MessageInput } from './schema.ts';

export type PostAnswer = { ok: true; number: number } | { ok: false; reason: 'not-found' | 'wrong-state' };

const refused = { ok: false, reason: 'wrong-state' } as const;

/**
 * The member writes, from the waiting room on, unless another browser was let in since. The same `clientKey` again is
 * the same message.
 */
export function postMemberMessage(visit: Visit, input: MessageInput, database: Database = db()): Promise<PostAnswer> {
  return post(visit.consultationId, input, 'member', database, async (tx) => {
    if ((await chatSharedUntil(visit, tx)) !== null) return null;
    const writer = await tx.participant.findFirst({
      where: { id: visit.participantId, state: { in: ['waiting', 'admitted'] }, noticeAt: { not: null } },
      select: { id: true },
    });
    return writer?.id ?? null;
  });
}

/** The advisor writes, also to members who wait. */
export async function postAdvisorMessage(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  input: MessageInput,
  database: Database = db(),
): Promise<PostAnswer> {
  if (!(await ownConsultation(actor, consultationId, database))) return { ok: false, reason: 'not-found' };
  return post(consultationId, input, 'advisor', database, (tx) =>
    ensureAdvisorParticipant(tx, consultationId, actor.staffId),
  );
}

/** What a sealed message belongs to. Its number is not part of it: it is given after sealing. */
export function messageContext(consultationId: string, clientKey: string): string {
  return `chat_message:${consultationId}:${clientKey}:text`;
}

async function post(
  consultationId: string,
  input: MessageInput,
  role: 'member' | 'advisor',
  database: Database,
  writerOf: (tx: Transaction) => Promise<string | null>,
): Promise<PostAnswer> {
  const { clientKey, text } = input;
  const earlier = () =>
    database.chatMessage.findUnique({
      where: { consultationId_clientKey: { consultationId, clientKey } },
      select: { number: true, participant: { select: { role: true } } },
    });
  try {
    const result = await changeConsultation(
      consultationId,
      async ({ tx, consultation, touch, note }): Promise<PostAnswer> => {
        if (consultation.state === 'ended') return refused;
        const participantId = await writerOf(tx);
        if (participantId === null) return refused;
        const key = await keyStore().read(toKeyRef(consultation.keyRef));
        if (key === null) return refused;
        const sealed = seal(key, text, messageContext(consultationId, clientKey));
        const number = await insertMessage(tx, { consultationId, participantId, clientKey, text: sealed });
        if (number === null) return refused;
        await note('message_sent', role);
        touch();
        return { ok: true, number };
      },
      database,
    );
    return result ?? { ok: false, reason: 'not-found' };
  } catch (fault) {
    if (sqlStateOf(fault) !== sqlState.uniqueViolation) throw fault;
    const found = await earlier();
    return found?.participant.role === role ? { ok: true, number: found.number } : refused;
  }
}
