import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/audit/record-audit.ts';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { findAppointmentByLink } from '#lib/booking/find-appointment-by-link.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { lastDay, notExpired } from '#lib/platform/retention.ts';
import { appNow, type Temporal, toDate } from '#lib/platform/time.ts';
import { changeConsultation } from './change-consultation.ts';
import { doorOf, keepDays, opensAt } from './policy.ts';
import { consultationKeep } from './retention.ts';

export type Opening =
  /** The browser keeps the token in its visit cookie */
  | { ok: true; visitToken: string }
  | { ok: false; reason: 'too-early'; opensAt: string; startsAt: string; advisor: string; timeZone: string }
  /** `not-found`: the link opens nothing; `too-late`: its time is past; `gone`: the consultation was held and ended */
  | { ok: false; reason: 'not-found' | 'too-late' | 'gone' | 'too-many-requests' };

/** So many browsers may have opened one appointment's link. */
const browserLimit = 20;

/**
 * Opens the visit that a mail's link leads to. The link is not used up: the tab may be closed and opened again, also on
 * another device, and each browser waits to be let in.
 * @param ownToken the visit cookie of this browser, if any; a visit of the same appointment is gone on with
 */
export async function openVisit(
  linkToken: string,
  ownToken: string | undefined,
  database: Database = db(),
): Promise<Opening> {
  const appointment = await findAppointmentByLink(linkToken, database);
  if (appointment === null || appointment.channel !== 'video') return { ok: false, reason: 'not-found' };
  const now = await appNow(database);
  const known = await database.consultation.findFirst({
    where: { appointmentId: appointment.id, openedAt: notExpired(consultationKeep, now) },
    select: { id: true, state: true },
  });
  if (known?.state === 'ended') return { ok: false, reason: 'gone' };
  if (!['confirmed', 'arrived', 'in_service'].includes(appointment.state)) return { ok: false, reason: 'not-found' };
  const door = doorOf(appointment, now);
  if (door === 'too-early') {
    const { startsAt, advisor, center } = appointment;
    return {
      ok: false,
      reason: door,
      opensAt: opensAt(appointment).toString(),
      startsAt: startsAt.toString(),
      advisor: advisor.label,
      timeZone: center.timeZone,
    };
  }
  // A running consultation is never closed by the clock.
  if (door === 'too-late' && known?.state !== 'in_call') return { ok: false, reason: door };
  const consultationId = known?.id ?? (await createConsultation(appointment, now, database));
  return consultationId === null ? { ok: false, reason: 'not-found' } : takePart(consultationId, ownToken, database);
}

/**
 * Two browsers may open the same link at once: the second one takes the row of the first.
 * @returns null when the appointment was moved, switched or called off since it was read
 */
async function createConsultation(
  { id: appointmentId, startsAt }: Pick<AppointmentView, 'id' | 'startsAt'>,
  now: Temporal.Instant,
  database: Database,
): Promise<string | null> {
  const id = randomUUID();
  const keyRef = await keyStore().create(id, lastDay(keepDays, now));
  // Not destroyed after a fault: a commit whose answer got lost needs it, and an unused key goes on its last day.
  const made = await database.$transaction(async (tx) => {
    const arrived = await tx.$executeRaw`
      UPDATE appointment SET state = 'arrived', version = version + 1
      WHERE id = ${appointmentId}::uuid AND state = 'confirmed' AND channel = 'video' AND starts_at = ${toDate(startsAt)}`;
    if (arrived === 0) return false;
    await tx.consultation.create({ data: { id, appointmentId, keyRef }, select: { id: true } });
    await tx.$executeRaw`
      INSERT INTO activity (consultation_id, kind, role) VALUES (${id}::uuid, 'waiting_room_opened', 'member')`;
    await recordAudit(tx, {
      actorKind: 'member',
      action: 'consultation:opened',
      objectKind: 'consultation',
      objectId: id,
    });
    return true;
  });
  if (made) return id;
  await keyStore().destroy(keyRef);
  const other = await database.consultation.findUnique({ where: { appointmentId }, select: { id: true } });
  return other?.id ?? null;
}

async function takePart(consultationId: string, ownToken: string | undefined, database: Database): Promise<Opening> {
  const opening = await changeConsultation(
    consultationId,
    async ({ tx, touch }): Promise<Opening> => {
      if (ownToken !== undefined) {
        const visitHash = keyedHash('visit', ownToken);
        const own = await tx.participant.findFirst({
          where: { consultationId, visitHash, role: 'member' },
          select: { id: true },
        });
        if (own !== null) return { ok: true, visitToken: ownToken };
      }
      const browsers = await tx.participant.count({ where: { consultationId, role: 'member' } });
      if (browsers >= browserLimit) return { ok: false, reason: 'too-many-requests' };
      const visitToken = randomToken();
      await tx.participant.create({
        data: { consultationId, role: 'member', visitHash: keyedHash('visit', visitToken) },
        select: { id: true },
      });
      touch();
      return { ok: true, visitToken };
    },
    database,
  );
  return opening ?? { ok: false, reason: 'not-found' };
}
