import { recordAudit } from '#lib/audit/record-audit.ts';
import { readMemberName } from '#lib/booking/read-member-name.ts';
import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { equalHashes } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { videoAvailable } from '#lib/platform/livekit.ts';
import { lastDay, notExpired } from '#lib/platform/retention.ts';
import { appNow, toInstant } from '#lib/platform/time.ts';
import { advisorVisitHash } from './advisor-participant.ts';
import { exchangeView, isCurrentExchange } from './exchange-view.ts';
import { ownConsultation } from './own-consultation.ts';
import { keepDays, presentSeconds } from './policy.ts';
import { consultationKeep } from './retention.ts';
import type { AdvisorState } from './schema.ts';

/** Everything the advisor's room page shows. null for what is not this advisor's, and once past its clock. */
export async function advisorState(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  database: Database = db(),
): Promise<AdvisorState | null> {
  const now = await appNow(database);
  const found = await database.consultation.findFirst({
    where: {
      id: consultationId,
      openedAt: notExpired(consultationKeep, now),
      appointment: { advisor: { staffId: actor.staffId } },
    },
    include: {
      appointment: {
        select: {
          id: true,
          endsAt: true,
          startsAt: true,
          serviceCenter: { select: { timeZone: true } },
        },
      },
      participants: { orderBy: { waitingSince: 'asc' } },
      exchanges: { orderBy: { createdAt: 'asc' } },
    },
  });
  if (found === null) return null;
  const { appointment, exchanges, epoch } = found;
  const ownHash = advisorVisitHash(actor.staffId);
  const own = found.participants.find(({ role, visitHash }) => role === 'advisor' && equalHashes(visitHash, ownHash));
  const members = found.participants
    .filter(({ role, noticeAt, state }) => role === 'member' && (noticeAt !== null || state !== 'waiting'))
    .map((participant) => {
      const exchange = exchanges.findLast((one) => isCurrentExchange(one, participant, epoch));
      return {
        participantId: participant.id,
        phase: participant.state,
        noticeConfirmed: participant.noticeAt !== null,
        present: now.epochMilliseconds - participant.lastSeenAt.getTime() < presentSeconds * 1000,
        waitingSince: participant.waitingSince.toISOString(),
        exchange: exchange === undefined ? null : exchangeView(exchange),
      };
    });
  return {
    version: found.version,
    consultationId: found.id,
    appointmentId: appointment.id,
    participantId: own?.id ?? null,
    state: found.state,
    endReason: found.endReason,
    epoch,
    memberName: await readMemberName(appointment.id, database),
    members,
    messageCount: found.messageCount,
    startsAt: appointment.startsAt.toISOString(),
    endsAt: appointment.endsAt.toISOString(),
    timeZone: appointment.serviceCenter.timeZone,
    goneOn: lastDay(keepDays, toInstant(found.openedAt)).toString(),
    video: videoAvailable(),
  };
}

/** Writes down that the advisor looks at this consultation (LG4). @returns false when it is not theirs */
export async function recordAdvisorLook(
  actor: StaffActor<'advisor'>,
  consultationId: string,
  database: Database = db(),
): Promise<boolean> {
  if (!(await ownConsultation(actor, consultationId, database))) return false;
  await recordAudit(database, {
    actorKind: 'staff',
    actorId: actor.staffId,
    action: 'consultation:viewed',
    objectKind: 'consultation',
    objectId: consultationId,
  });
  return true;
}
