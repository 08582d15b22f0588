import { keyedHash } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import { toKeyRef } from '#lib/platform/keys.ts';
import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';
import { appNow, toDate } from '#lib/platform/time.ts';
import type { AppointmentAccess, PersonBooking, Prisma } from '#prisma/generated/client.ts';
import { wishWords } from './core/wishes.ts';
import { openDataKey } from './data-key.ts';
import { readDraftOf } from './hold/draft.ts';
import { linkTokenOf } from './link-token.ts';
import { loadAppointments } from './load-appointments.ts';
import { openPersonalData } from './personal-data.ts';
import { visibleAppointments } from './retention.ts';

/** Counters are kept under hashes and gone within a day, so they are of members, but found from no appointment. */
export const subjectModels = [
  'Appointment',
  'AppointmentService',
  'AppointmentAccess',
  'PersonBooking',
  'Claim',
  'Draft',
  'ApiAnswer',
  'WaitingEntry',
  'WaitingOffer',
  'RateCount',
] as const;

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
  const { needs, representative, ...given } = { needs: undefined, representative: undefined, ...contact };
  const appointment: SubjectRecord = {
    model: 'Appointment',
    id: row.id,
    values: {
      state: row.state,
      channel: row.channel,
      service: row.service.nameDe,
      furtherServices: row.further.map(({ service }) => service.nameDe).join(', '),
      serviceCenter: row.serviceCenter.name,
      advisor: row.advisor.label,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      confirmedAt: row.confirmedAt?.toISOString() ?? null,
      cancelledAt: row.cancelledAt?.toISOString() ?? null,
      lateMinutes: row.lateMinutes,
      locale: row.locale,
      bookingCode: row.bookingCode,
      concern,
      ...given,
      representative: representative === undefined ? null : `${representative.firstName} ${representative.lastName}`,
      needs: wishWords(needs).join(', '),
    },
  };
  const accesses = await readAccesses(appointmentId, database);
  const answers = await database.apiAnswer.findMany({
    where: { clientHash: { in: await clientsOf(row, accesses) }, expiresAt: { gt: toDate(now) } },
    select: { id: true, operation: true, createdAt: true, expiresAt: true },
  });
  const entry = await database.waitingEntry.findUnique({
    where: { appointmentId, expiresAt: { gt: toDate(now) } },
    include: { offers: true },
  });
  const counted = await database.personBooking.findUnique({ where: { appointmentId } });
  const known: SubjectRecord[] = [
    appointment,
    ...(counted === null ? [] : [recordOfNumber(counted)]),
    ...accesses.filter(({ expiresAt }) => expiresAt > toDate(now)).map(recordOfAccess),
    ...answers.map(recordOfAnswer),
    ...(entry === null ? [] : recordsOfEntry(entry)),
  ];
  const draft = await database.draft.findUnique({ where: { appointmentId }, select: { id: true, browserHash: true } });
  if (draft === null) return known;
  return [
    ...known,
    { model: 'Draft', id: draft.id, values: { ...(await readDraftOf(new Uint8Array(draft.browserHash), database)) } },
  ];
}

/** The programs that booked an appointment, opened it for change, or came by its mail's link. */
async function clientsOf(
  { id, browserHash, keyRef }: { id: string; browserHash: Uint8Array<ArrayBuffer>; keyRef: string | null },
  accesses: readonly Access[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const dataKey = keyRef === null ? null : await openDataKey(keyRef);
  const byLink = dataKey === null ? [] : [keyedHash('browser', linkTokenOf(dataKey, id))];
  return [browserHash, ...byLink, ...accesses.map((access) => access.browserHash)];
}

type Access = Pick<AppointmentAccess, 'id' | 'expiresAt'> & { browserHash: Uint8Array<ArrayBuffer> };

async function readAccesses(appointmentId: string, database: Transaction): Promise<Access[]> {
  return database.appointmentAccess.findMany({
    where: { appointmentId },
    select: { id: true, browserHash: true, expiresAt: true },
  });
}

/** Until when a browser may change the appointment; its hash is no information. */
function recordOfAccess({ id, expiresAt }: Access): SubjectRecord {
  return { model: 'AppointmentAccess', id, values: { expiresAt: expiresAt.toISOString() } };
}

/** That a program asked, and when; the hashes are no information. */
function recordOfAnswer(answer: { id: string; operation: string; createdAt: Date; expiresAt: Date }): SubjectRecord {
  const { id, operation, createdAt, expiresAt } = answer;
  const values = { operation, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return { model: 'ApiAnswer', id, values };
}

/** Which one of the person's bookings it is; the hashes are no information. */
function recordOfNumber({ id, number, week, ofWeek }: PersonBooking): SubjectRecord {
  return { model: 'PersonBooking', id, values: { number, week: week.toISOString().slice(0, 10), ofWeek } };
}

type Entry = Prisma.WaitingEntryGetPayload<{ include: { offers: true } }>;

/** That something earlier was wished for, and which times were offered. Who it is says the appointment. */
function recordsOfEntry(entry: Entry): SubjectRecord[] {
  return [
    {
      model: 'WaitingEntry',
      id: entry.id,
      values: {
        channel: entry.channel,
        sameAdvisor: entry.advisorId !== null,
        firstDay: entry.firstDay.toISOString().slice(0, 10),
        lastDay: entry.lastDay.toISOString().slice(0, 10),
        partOfDay: entry.partOfDay,
        provedAt: entry.provedAt?.toISOString() ?? null,
        createdAt: entry.createdAt.toISOString(),
        expiresAt: entry.expiresAt.toISOString(),
      },
    },
    ...entry.offers.map(
      ({ id, state, createdAt, expiresAt }): SubjectRecord => ({
        model: 'WaitingOffer',
        id,
        values: { state, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() },
      }),
    ),
  ];
}

/** Removes the appointment with all that hangs on it, what was typed and what programs were answered; the caller destroys the keys. */
export async function eraseSubject(appointmentId: string, database: Transaction): Promise<SubjectErasure> {
  const row = await database.appointment.findUnique({
    where: { id: appointmentId },
    select: { id: true, keyRef: true, browserHash: true },
  });
  if (row === null) return { removed: {}, keys: [] };
  const clients = await clientsOf(row, await readAccesses(appointmentId, database));
  const draft = await database.draft.findUnique({ where: { appointmentId }, select: { keyRef: true } });
  const entry = await database.waitingEntry.findUnique({ where: { appointmentId }, select: { keyRef: true } });
  const offers = await database.waitingOffer.deleteMany({ where: { entry: { appointmentId } } });
  const entries = await database.waitingEntry.deleteMany({ where: { appointmentId } });
  const further = await database.appointmentService.deleteMany({ where: { appointmentId } });
  const accesses = await database.appointmentAccess.deleteMany({ where: { appointmentId } });
  const bookings = await database.personBooking.deleteMany({ where: { appointmentId } });
  const drafts = await database.draft.deleteMany({ where: { appointmentId } });
  const claims = await database.claim.deleteMany({ where: { appointmentId } });
  const answers = await database.apiAnswer.deleteMany({ where: { clientHash: { in: clients } } });
  const appointments = await database.appointment.deleteMany({ where: { id: appointmentId } });
  const keys = [row.keyRef, draft?.keyRef, entry?.keyRef].filter((ref) => ref != null).map((ref) => toKeyRef(ref));
  return {
    removed: {
      Appointment: appointments.count,
      AppointmentService: further.count,
      AppointmentAccess: accesses.count,
      PersonBooking: bookings.count,
      Claim: claims.count,
      Draft: drafts.count,
      ApiAnswer: answers.count,
      WaitingEntry: entries.count,
      WaitingOffer: offers.count,
    },
    keys,
  };
}
