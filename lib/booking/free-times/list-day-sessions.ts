import { type Database, db } from '#lib/platform/db.ts';
import { type Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import type { StaffActor } from '#lib/identity/staff-actor.ts';

export interface DaySession {
  id: string;
  service: { de: string; en: string };
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  timeZone: string;
  seats: number;
  /** By members who confirmed */
  taken: number;
}

/**
 * The group sessions of an advisor's own day, earliest first; who comes is told by `listDay`. Nothing personal is in
 * it, so the look is not audited. Somebody who is no advisor has none.
 * @param day on the clock of the advisor's center
 */
export async function listDaySessions(
  actor: StaffActor<'advisor'>,
  day: Temporal.PlainDate,
  database: Database = db(),
): Promise<DaySession[]> {
  const advisor = await database.resource.findUnique({
    where: { staffId: actor.staffId },
    include: { serviceCenter: { select: { timeZone: true } } },
  });
  if (advisor === null) return [];
  const { timeZone } = advisor.serviceCenter;
  const from = day.toZonedDateTime(timeZone).toInstant();
  const to = day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const sessions = await database.groupSession.findMany({
    where: { advisorId: advisor.id, cancelledAt: null, startsAt: { gte: toDate(from), lt: toDate(to) } },
    include: {
      service: true,
      appointments: { where: { state: { notIn: ['held', 'cancelled'] } }, select: { id: true } },
    },
    orderBy: { startsAt: 'asc' },
  });
  return sessions.map(({ id, service, startsAt, endsAt, seats, appointments }) => ({
    id,
    service: { de: service.nameDe, en: service.nameEn },
    startsAt: toInstant(startsAt),
    endsAt: toInstant(endsAt),
    timeZone,
    seats,
    taken: appointments.length,
  }));
}
