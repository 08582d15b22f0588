import { recordAudit } from '#lib/audit/record-audit.ts';
import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { unseal } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { notExpired } from '#lib/platform/retention.ts';
import { appNow } from '#lib/platform/time.ts';
import { chatSharedUntil } from './chat-share.ts';
import type { Visit } from './current-visit.ts';
import { ownConsultation } from './own-consultation.ts';
import { messageContext } from './post-message.ts';
import { consultationKeep } from './retention.ts';
import type { ChatMessageView } from './schema.ts';

/**
 * The chat as this member's browser may see it, from a number on; at most 500 at once. Empty once its key is gone.
 */
export async function listMemberMessages(
  visit: Visit,
  after: number,
  database: Database = db(),
): Promise<ChatMessageView[]> {
  return list(visit.consultationId, { after, until: await chatSharedUntil(visit, database) }, 'member', database);
}

/** The chat as the advisor sees it, each look written down (LG4); null for somebody else's consultation. */
export async function listAdvisorMessages(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  after: number,
  database: Database = db(),
): Promise<ChatMessageView[] | null> {
  if (!(await ownConsultation(actor, consultationId, database))) return null;
  const messages = await list(consultationId, { after, until: null }, 'advisor', database);
  if (messages.length > 0) {
    await recordAudit(database, {
      actorKind: 'staff',
      actorId: actor.staffId,
      action: 'consultation:chat-read',
      objectKind: 'consultation',
      objectId: consultationId,
    });
  }
  return messages;
}

async function list(
  consultationId: string,
  part: { after: number; until: Date | null },
  reader: 'member' | 'advisor',
  database: Database,
): Promise<ChatMessageView[]> {
  const now = await appNow(database);
  const notYet = notExpired(consultationKeep, now);
  const consultation = await database.consultation.findFirst({
    where: { id: consultationId, openedAt: notYet },
    select: {
      keyRef: true,
      messages: {
        where: {
          number: { gt: part.after },
          createdAt: part.until === null ? notYet : { ...notYet, lt: part.until },
        },
        orderBy: { number: 'asc' },
        take: 500,
        include: { participant: { select: { role: true } } },
      },
    },
  });
  if (consultation === null) return [];
  const key = await keyStore().read(toKeyRef(consultation.keyRef));
  if (key === null) return [];
  return consultation.messages.map((message) => ({
    number: message.number,
    clientKey: message.clientKey,
    from: message.participant.role,
    own: message.participant.role === reader,
    text: unseal(key, message.text, messageContext(consultationId, message.clientKey)),
    at: message.createdAt.toISOString(),
  }));
}
