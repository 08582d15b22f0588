import { unseal } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { notExpired } from '#lib/platform/retention.ts';
import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';
import { appNow } from '#lib/platform/time.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { messageContext } from './post-message.ts';
import { consultationKeep } from './retention.ts';

export const subjectModels: readonly Prisma.ModelName[] = [
  'Consultation',
  'Participant',
  'KeyExchange',
  'ChatMessage',
  'Activity',
];

/** The consultation of an appointment as its member may read it: what happened when, and the chat of both. */
export async function exportSubject(appointmentId: string, database: Transaction): Promise<readonly SubjectRecord[]> {
  const now = await appNow(database);
  const consultation = await database.consultation.findFirst({
    where: { appointmentId, openedAt: notExpired(consultationKeep, now) },
    include: {
      participants: true,
      exchanges: true,
      messages: { orderBy: { number: 'asc' }, include: { participant: { select: { role: true } } } },
      activities: { orderBy: { at: 'asc' } },
    },
  });
  if (consultation === null) return [];
  const key = await keyStore().read(toKeyRef(consultation.keyRef));
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return [
    {
      model: 'Consultation',
      id: consultation.id,
      values: {
        state: consultation.state,
        openedAt: iso(consultation.openedAt),
        admittedAt: iso(consultation.admittedAt),
        endedAt: iso(consultation.endedAt),
        endReason: consultation.endReason,
      },
    },
    ...consultation.participants.map(
      (participant): SubjectRecord => ({
        model: 'Participant',
        id: participant.id,
        values: {
          role: participant.role,
          state: participant.state,
          noticeAt: iso(participant.noticeAt),
          waitingSince: iso(participant.waitingSince),
          lastSeenAt: iso(participant.lastSeenAt),
          admittedAt: iso(participant.admittedAt),
          leftAt: iso(participant.leftAt),
        },
      }),
    ),
    ...consultation.exchanges.map(
      (exchange): SubjectRecord => ({
        model: 'KeyExchange',
        id: exchange.id,
        values: { epoch: exchange.epoch, createdAt: iso(exchange.createdAt) },
      }),
    ),
    ...consultation.messages.map(
      (message): SubjectRecord => ({
        model: 'ChatMessage',
        id: message.id,
        values: {
          number: message.number,
          from: message.participant.role,
          createdAt: iso(message.createdAt),
          text: key === null ? null : unseal(key, message.text, messageContext(consultation.id, message.clientKey)),
        },
      }),
    ),
    ...consultation.activities.map(
      (activity): SubjectRecord => ({
        model: 'Activity',
        id: activity.id,
        values: { kind: activity.kind, role: activity.role, at: iso(activity.at) },
      }),
    ),
  ];
}

/** Removes the consultation of an appointment, whatever its state; the data key is named for the caller to destroy. */
export async function eraseSubject(appointmentId: string, database: Transaction): Promise<SubjectErasure> {
  const consultation = await database.consultation.findUnique({
    where: { appointmentId },
    select: {
      id: true,
      keyRef: true,
      _count: { select: { participants: true, exchanges: true, messages: true, activities: true } },
    },
  });
  if (consultation === null) return { removed: {}, keys: [] };
  await database.consultation.delete({ where: { id: consultation.id }, select: { id: true } });
  const { participants, exchanges, messages, activities } = consultation._count;
  return {
    removed: {
      Consultation: 1,
      Participant: participants,
      KeyExchange: exchanges,
      ChatMessage: messages,
      Activity: activities,
    },
    keys: [toKeyRef(consultation.keyRef)],
  };
}
