import { type Database, db } from '#lib/platform/db.ts';
import { appNow, type Temporal, toDate } from '#lib/platform/time.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { type AppointmentView, viewOf } from './appointment-view.ts';
import { loadAppointments } from './load-appointments.ts';
import { openPersonalData } from './personal-data.ts';
import { visibleAppointments } from './retention.ts';
import type { Contact } from './schema.ts';

export interface DayAppointment {
  appointment: AppointmentView;
  contact: Contact | null;
  concern: string | null;
}

/**
 * The appointments of an advisor's own day, earliest first, with what the members gave. Every look is audited in the
 * same transaction (LG4). Somebody who is no advisor has an empty day.
 * @param day on the clock of the advisor's center
 */
export async function listDay(
  actor: StaffActor<'advisor'>,
  day: Temporal.PlainDate,
  database: Database = db(),
): Promise<DayAppointment[]> {
  return database.$transaction(async (tx) => {
    const advisor = await tx.resource.findUnique({
      where: { staffId: actor.staffId },
      include: { serviceCenter: { select: { timeZone: true } } },
    });
    if (advisor === null) return [];
    const zone = advisor.serviceCenter.timeZone;
    const from = day.toZonedDateTime(zone).toInstant();
    const to = day.add({ days: 1 }).toZonedDateTime(zone).toInstant();
    const now = await appNow(tx);
    const rows = await loadAppointments(
      {
        advisorId: advisor.id,
        state: { notIn: ['held', 'cancelled'] },
        startsAt: { gte: toDate(from), lt: toDate(to) },
        ...visibleAppointments(now),
      },
      tx,
    );
    const appointments: DayAppointment[] = [];
    for (const row of rows) {
      await recordAudit(tx, {
        actorKind: 'staff',
        actorId: actor.staffId,
        action: 'appointment:viewed',
        objectKind: 'appointment',
        objectId: row.id,
      });
      appointments.push({ appointment: viewOf(row), ...(await openPersonalData(row, now)) });
    }
    return appointments;
  });
}
