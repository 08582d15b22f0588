import { readAdvisorDays } from '#lib/booking/booking-question.ts';
import { stepAt, stepsOf } from '#lib/booking/core/steps.ts';
import { readCalendars } from '#lib/organisation/read-calendars.ts';
import type { Database } from '#lib/platform/db.ts';
import { type KeyStore, toKeyRef } from '#lib/platform/keys.ts';
import { appNow, toInstant } from '#lib/platform/time.ts';
import type { ReceivedMail } from '#processes/demo/mail-receiver.ts';
import { codeIn } from '#tests/setup/booking-journey.ts';
import type { SeenAppointment, SeenMail, Snapshot } from './violation.ts';

/**
 * Reads what is there after everybody has come to rest.
 * @param keys where the data keys of these appointments are
 */
export async function readSnapshot(database: Database, keys: KeyStore): Promise<Snapshot> {
  const rows = await database.appointment.findMany({ include: { service: true } });
  const appointments: SeenAppointment[] = [];
  for (const row of rows) {
    appointments.push({
      id: row.id,
      holder: Buffer.from(row.browserHash).toString('hex'),
      state: row.state,
      confirmedAt: row.confirmedAt?.getTime() ?? null,
      expiresAt: row.expiresAt?.getTime() ?? null,
      needs: [
        {
          resourceId: row.advisorId,
          from: stepAt(toInstant(row.startsAt)) - stepsOf(row.service.bufferBefore),
          to: stepAt(toInstant(row.endsAt)) + stepsOf(row.service.bufferAfter),
        },
      ],
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
    claims: claims.flatMap(({ appointmentId, resourceId, startStep, endStep }) =>
      appointmentId === null ? [] : { appointmentId, resourceId, from: startStep, to: endStep },
    ),
    messages: messages.flatMap(({ appointmentId, ...message }) =>
      appointmentId === null ? [] : { appointmentId, ...message },
    ),
    open: await readOpen(
      appointments.flatMap(({ needs }) => needs),
      database,
    ),
  };
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
      kind: codeIn(mail) === undefined ? ('confirmation' as const) : ('code' as const),
    })),
  );
}
