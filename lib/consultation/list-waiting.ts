import { recordAudit } from '#lib/audit/record-audit.ts';
import { readMemberName } from '#lib/booking/read-member-name.ts';
import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { notExpired } from '#lib/platform/retention.ts';
import { appNow } from '#lib/platform/time.ts';
import { presentSeconds } from './policy.ts';
import { consultationKeep } from './retention.ts';
import type { WaitingList, WaitingMember } from './schema.ts';

/**
 * Who waits for this advisor, longest first: only those who confirmed the notice, and nobody else's members.
 * @param shown ids whose names this advisor was shown already in this stream; each new one is written to the audit
 *   trail, and added (LG4)
 */
export async function listWaiting(
  actor: StaffActor<'advisor'>,
  shown: Set<string>,
  database: Database = db(),
): Promise<WaitingList> {
  const now = await appNow(database);
  const found = await database.participant.findMany({
    where: {
      role: 'member',
      state: 'waiting',
      noticeAt: { not: null },
      consultation: {
        state: { in: ['waiting', 'in_call'] },
        openedAt: notExpired(consultationKeep, now),
        appointment: { advisor: { staffId: actor.staffId } },
      },
    },
    orderBy: { waitingSince: 'asc' },
    select: {
      id: true,
      waitingSince: true,
      lastSeenAt: true,
      consultation: {
        select: {
          id: true,
          version: true,
          appointment: { select: { id: true, startsAt: true } },
        },
      },
    },
  });
  const members = await Promise.all(
    found.map(async ({ id, waitingSince, lastSeenAt, consultation }): Promise<WaitingMember> => {
      const { appointment } = consultation;
      return {
        participantId: id,
        consultationId: consultation.id,
        appointmentId: appointment.id,
        name: await readMemberName(appointment.id, database),
        startsAt: appointment.startsAt.toISOString(),
        waitingSince: waitingSince.toISOString(),
        present: now.epochMilliseconds - lastSeenAt.getTime() < presentSeconds * 1000,
      };
    }),
  );
  await auditNewNames(actor, members, shown, database);
  return {
    version: found.reduce((sum, { consultation }) => sum + consultation.version, 0),
    // By the minute: a finer clock would be a new state every time.
    now: now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString(),
    members,
  };
}

async function auditNewNames(
  actor: StaffActor<'advisor'>,
  members: readonly WaitingMember[],
  shown: Set<string>,
  database: Database,
): Promise<void> {
  const fresh = [...new Set(members.map((member) => member.consultationId))].filter((id) => !shown.has(id));
  if (fresh.length === 0) return;
  await database.$transaction(async (tx) => {
    for (const objectId of fresh) {
      await recordAudit(tx, {
        actorKind: 'staff',
        actorId: actor.staffId,
        action: 'consultation:seen-waiting',
        objectKind: 'consultation',
        objectId,
      });
    }
  });
  for (const id of fresh) shown.add(id);
}

/** The topics on which an advisor's waiting list changes. */
export async function waitingListTopics(
  actor: StaffActor<'advisor'>,
  database: Database = db(),
): Promise<readonly string[]> {
  const resource = await database.resource.findUnique({ where: { staffId: actor.staffId }, select: { id: true } });
  return resource === null ? [] : [`advisor:${resource.id}`];
}
