import { type Database, db } from '#lib/platform/db.ts';
import { videoAvailable } from '#lib/platform/livekit.ts';
import { lastDay, notExpired } from '#lib/platform/retention.ts';
import { appNow, type Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import { waitWord } from './core/wait-word.ts';
import type { Visit } from './current-visit.ts';
import { exchangeView, isCurrentExchange } from './exchange-view.ts';
import { keepDays, presentSeconds } from './policy.ts';
import { consultationKeep } from './retention.ts';
import type { MemberState } from './schema.ts';

/** Everything the member's page shows, from the waiting room to the end. null once it is past its clock. */
export async function waitingState(visit: Visit, database: Database = db()): Promise<MemberState | null> {
  const now = await appNow(database);
  const found = await database.consultation.findFirst({
    where: { id: visit.consultationId, openedAt: notExpired(consultationKeep, now) },
    include: {
      appointment: {
        select: {
          startsAt: true,
          endsAt: true,
          advisor: { select: { id: true, label: true } },
          serviceCenter: { select: { timeZone: true } },
        },
      },
      participants: { where: { id: visit.participantId } },
      exchanges: { where: { participantId: visit.participantId }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  });
  const participant = found?.participants[0];
  if (found === null || participant === undefined) return null;
  const { appointment, exchanges } = found;
  const current = exchanges.find((one) => isCurrentExchange(one, participant, found.epoch));
  const line = await lineBefore(visit, appointment.startsAt, now, database);
  return {
    version: found.version,
    consultationId: found.id,
    participantId: participant.id,
    state: found.state,
    endReason: found.endReason,
    epoch: found.epoch,
    phase: participant.state,
    noticeConfirmed: participant.noticeAt !== null,
    advisor: appointment.advisor.label,
    wait: waitWord({ now, startsAt: toInstant(appointment.startsAt), ...line }),
    exchange: current === undefined ? null : exchangeView(current),
    messageCount: found.messageCount,
    startsAt: appointment.startsAt.toISOString(),
    endsAt: appointment.endsAt.toISOString(),
    timeZone: appointment.serviceCenter.timeZone,
    goneOn: lastDay(keepDays, toInstant(found.openedAt)).toString(),
    video: videoAvailable(),
  };
}

/** Who is before this member with the same advisor. */
async function lineBefore(visit: Visit, startsAt: Date, now: Temporal.Instant, database: Database) {
  const sameAdvisor = { advisorId: visit.resourceId };
  const seenSince = toDate(now.subtract({ seconds: presentSeconds }));
  const [before, conversation] = await Promise.all([
    database.consultation.count({
      where: {
        id: { not: visit.consultationId },
        state: 'waiting',
        appointment: { ...sameAdvisor, startsAt: { lt: startsAt } },
        participants: { some: { state: 'waiting', noticeAt: { not: null }, lastSeenAt: { gte: seenSince } } },
      },
    }),
    database.consultation.findFirst({
      where: { id: { not: visit.consultationId }, state: 'in_call', appointment: sameAdvisor },
      select: { appointment: { select: { endsAt: true } } },
      orderBy: { admittedAt: 'desc' },
    }),
  ]);
  return { before, conversationEndsAt: conversation === null ? null : toInstant(conversation.appointment.endsAt) };
}
