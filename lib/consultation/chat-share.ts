import type { Transaction } from '#lib/platform/db.ts';
import type { Visit } from './current-visit.ts';

/**
 * Until when the chat is this browser's too; null: it still is. Whoever has the mail's link can wait with a browser of
 * their own, but what is said after another one was let in is between that one and the advisor (VC6).
 */
export async function chatSharedUntil(visit: Visit, database: Pick<Transaction, 'participant'>): Promise<Date | null> {
  const { consultationId, participantId } = visit;
  const own = await database.participant.findFirst({
    where: { id: participantId, consultationId },
    select: { admittedAt: true, consultation: { select: { admittedAt: true } } },
  });
  if (own === null) return new Date(0);
  if (own.admittedAt === null) return own.consultation.admittedAt;
  const later = await database.participant.findFirst({
    where: { consultationId, role: 'member', id: { not: participantId }, admittedAt: { gt: own.admittedAt } },
    orderBy: { admittedAt: 'asc' },
    select: { admittedAt: true },
  });
  return later?.admittedAt ?? null;
}
