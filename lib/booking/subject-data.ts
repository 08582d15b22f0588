import type { Transaction } from '#lib/platform/db.ts';
import { toKeyRef } from '#lib/platform/keys.ts';
import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';
import { appNow, toDate } from '#lib/platform/time.ts';
import { readDraftOf } from './draft.ts';
import { loadAppointments } from './load-appointments.ts';
import { openPersonalData } from './personal-data.ts';
import { visibleAppointments } from './retention.ts';

export const subjectModels = ['Appointment', 'Claim', 'Draft', 'ApiAnswer'] as const;

/** What the booking knows of a person, opened. A claim says nothing the appointment does not. */
export async function exportSubject(appointmentId: string, database: Transaction): Promise<readonly SubjectRecord[]> {
  const now = await appNow(database);
  const [row] = await loadAppointments(
    {
      id: appointmentId,
      ...visibleAppointments(now),
      AND: { OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(now) } }] },
    },
    database,
  );
  if (row === undefined) return [];
  const { contact, concern } = await openPersonalData(row, now);
  const appointment: SubjectRecord = {
    model: 'Appointment',
    id: row.id,
    values: {
      state: row.state,
      channel: row.channel,
      service: row.service.nameDe,
      serviceCenter: row.serviceCenter.name,
      advisor: row.advisor.label,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      confirmedAt: row.confirmedAt?.toISOString() ?? null,
      locale: row.locale,
      bookingCode: row.bookingCode,
      concern,
      ...contact,
    },
  };
  const answers = await database.apiAnswer.findMany({
    where: { clientHash: row.browserHash, expiresAt: { gt: toDate(now) } },
    select: { id: true, operation: true, createdAt: true, expiresAt: true },
  });
  const known: SubjectRecord[] = [appointment, ...answers.map(recordOfAnswer)];
  const draft = await database.draft.findUnique({ where: { appointmentId }, select: { id: true, browserHash: true } });
  if (draft === null) return known;
  return [
    ...known,
    { model: 'Draft', id: draft.id, values: { ...(await readDraftOf(new Uint8Array(draft.browserHash), database)) } },
  ];
}

/** That a program asked, and when; the hashes are no information. */
function recordOfAnswer(answer: { id: string; operation: string; createdAt: Date; expiresAt: Date }): SubjectRecord {
  const { id, operation, createdAt, expiresAt } = answer;
  const values = { operation, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { model: 'ApiAnswer', id, values };
}

/** Removes the appointment with its claims, what was typed and what programs were answered; the caller destroys the keys. */
export async function eraseSubject(appointmentId: string, database: Transaction): Promise<SubjectErasure> {
  const row = await database.appointment.findUnique({
    where: { id: appointmentId },
    select: { keyRef: true, browserHash: true },
  });
  if (row === null) return { removed: {}, keys: [] };
  const draft = await database.draft.findUnique({ where: { appointmentId }, select: { keyRef: true } });
  const drafts = await database.draft.deleteMany({ where: { appointmentId } });
  const claims = await database.claim.deleteMany({ where: { appointmentId } });
  const answers = await database.apiAnswer.deleteMany({ where: { clientHash: row.browserHash } });
  const appointments = await database.appointment.deleteMany({ where: { id: appointmentId } });
  const keys = [row.keyRef, draft?.keyRef].filter((ref) => ref != null).map((ref) => toKeyRef(ref));
  const [Appointment, Claim, Draft, ApiAnswer] = [appointments.count, claims.count, drafts.count, answers.count];
  return { removed: { Appointment, Claim, Draft, ApiAnswer }, keys };
}
