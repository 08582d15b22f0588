import { readAdvisorDays } from '#lib/booking/free-times/booking-question.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import { readCalendars } from '#lib/organisation/read-calendars.ts';
import type { Database } from '#lib/platform/db.ts';
import { type KeyStore, toKeyRef } from '#lib/platform/keys.ts';
import { appNow, toInstant } from '#lib/platform/time.ts';
import type { ReceivedMail } from '#processes/demo/mail-receiver.ts';
import { codeIn } from '#tests/setup/booking-journey.ts';
import { readNeedsOf } from './snapshot-needs.ts';
import type { SeenAppointment, SeenMail, SeenReopening, SeenSession, Snapshot } from './violation.ts';

/**
 * Reads what is there after everybody has come to rest.
 * @param keys where the data keys of these appointments are
 */
export async function readSnapshot(database: Database, keys: KeyStore): Promise<Snapshot> {
  const needsOf = await readNeedsOf(database);
  const appointments: SeenAppointment[] = [];
  for (const row of await database.appointment.findMany({ include: { further: true } })) {
    appointments.push({
      id: row.id,
      holder: Buffer.from(row.browserHash).toString('hex'),
      state: row.state,
      confirmedAt: row.confirmedAt?.getTime() ?? null,
      expiresAt: row.expiresAt?.getTime() ?? null,
      channel: row.channel,
      ...needsOf(row),
      seat: row.groupSessionId === null ? null : { session: row.groupSessionId, number: row.seat ?? 0 },
      person: row.contact !== null,
      key: row.keyRef !== null && (await keys.read(toKeyRef(row.keyRef))) !== null,
      link: row.linkHash !== null,
      code: row.bookingCode !== null,
    });
  }
  const claims = await database.claim.findMany();
  const messages = await database.outboxMessage.findMany({
    select: { id: true, appointmentId: true, template: true, state: true },
  });
  return {
    now: (await appNow(database)).epochMilliseconds,
    appointments,
    claims: claims.map(({ appointmentId, reopeningId, groupSessionId, resourceId, startStep, endStep }) => ({
      appointmentId,
      reopeningId,
      sessionId: groupSessionId,
      resourceId,
      from: startStep,
      to: endStep,
    })),
    reopenings: await readReopenings(database),
    sessions: await readSessions(database),
    messages,
    open: await readOpen(
      appointments.flatMap(({ needs }) => needs),
      database,
    ),
  };
}

const timeOf = ({ advisorId, startsAt, endsAt }: { advisorId: string; startsAt: Date; endsAt: Date }) => ({
  resourceId: advisorId,
  from: stepAt(toInstant(startsAt)),
  to: stepAt(toInstant(endsAt)),
});

async function readReopenings(database: Database): Promise<SeenReopening[]> {
  const rows = await database.reopening.findMany({ include: { offers: true } });
  return rows.map((row) => ({
    id: row.id,
    appointmentId: row.appointmentId,
    time: timeOf(row),
    offers: row.offers.map(({ id, entryId, state, createdAt, expiresAt }) => ({
      id,
      entry: entryId,
      state,
      from: createdAt.getTime(),
      until: expiresAt.getTime(),
    })),
  }));
}

async function readSessions(database: Database): Promise<SeenSession[]> {
  const rows = await database.groupSession.findMany({ where: { cancelledAt: null } });
  return rows.map(({ id, seats, publicSeats, ...row }) => ({ id, time: timeOf(row), seats, publicSeats }));
}

/** When the resources of these spans are open around them. */
async function readOpen(
  spans: readonly { resourceId: string; from: number; to: number }[],
  database: Database,
): Promise<Snapshot['open']> {
  if (spans.length === 0) return {};
  const calendars = await readCalendars([...new Set(spans.map(({ resourceId }) => resourceId))], database);
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  const days = await readAdvisorDays(calendars, { from, to }, database);
  return Object.fromEntries(days.map(({ advisorId, open }) => [advisorId, [...open]]));
}

/** What arrived, without what it says. */
export function seenMails(mails: readonly ReceivedMail[]): SeenMail[] {
  return mails.flatMap((mail) =>
    mail.recipients.map((mailbox) => ({
      messageId: /^<?([^@>]+)@/.exec(mail.content.messageId ?? '')?.[1] ?? '',
      mailbox,
      kind: codeIn(mail) === undefined ? ('other' as const) : ('code' as const),
    })),
  );
}
