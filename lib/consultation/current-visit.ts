import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { appNow, toDate } from '#lib/platform/time.ts';
import { visitHours } from './policy.ts';

declare const right: unique symbol;

/** A member's browser that opened the visit, with the right to take part in this one consultation. */
export interface Visit {
  readonly [right]: 'visit';
  readonly consultationId: string;
  readonly participantId: string;
  readonly appointmentId: string;
  readonly resourceId: string;
}

/** `__Host-`: bound to this host and to https; browsers accept it on http://localhost. */
export const visitCookie = '__Host-visit';

/** The only place that mints a `Visit`. @param token value of the visit's cookie @returns null when it opens nothing */
export async function currentVisit(token: string | undefined, database: Database = db()): Promise<Visit | null> {
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return null;
  const now = await appNow(database);
  const found = await database.participant.findFirst({
    where: {
      visitHash: keyedHash('visit', token),
      role: 'member',
      consultation: { openedAt: { gt: toDate(now.subtract({ hours: visitHours })) } },
    },
    select: {
      id: true,
      consultationId: true,
      consultation: { select: { appointmentId: true, appointment: { select: { advisorId: true } } } },
    },
  });
  if (found === null) return null;
  return {
    consultationId: found.consultationId,
    participantId: found.id,
    appointmentId: found.consultation.appointmentId,
    resourceId: found.consultation.appointment.advisorId,
  } as Visit;
}
