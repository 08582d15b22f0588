import type { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#lib/platform/db.ts';
import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';

export const subjectModels = ['OutboxMessage'] as const;

/** About the appointment, or about waiting for an earlier one. */
const about = (appointmentId: string): Prisma.OutboxMessageWhereInput => ({
  OR: [{ appointmentId }, { waitingEntry: { appointmentId } }],
});

/** Which mails and SMS were sent about an appointment. What they said is not kept; one that waits says nothing the booking does not. */
export async function exportSubject(appointmentId: string, database: Transaction): Promise<readonly SubjectRecord[]> {
  const rows = await database.outboxMessage.findMany({ where: about(appointmentId), orderBy: { createdAt: 'asc' } });
  return rows.map((row) => ({
    model: 'OutboxMessage',
    id: row.id,
    values: {
      medium: row.medium,
      template: row.template,
      locale: row.locale,
      state: row.state,
      createdAt: row.createdAt.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
    },
  }));
}

/** Removes all mails and SMS about an appointment, sent or waiting. */
export async function eraseSubject(appointmentId: string, database: Transaction): Promise<SubjectErasure> {
  const { count } = await database.outboxMessage.deleteMany({ where: about(appointmentId) });
  return { removed: { OutboxMessage: count }, keys: [] };
}
