import { type Database, db } from '#lib/platform/db.ts';
import { appNow } from '#lib/platform/time.ts';
import { openPersonalData } from './personal-data.ts';
import { visibleAppointments } from './retention.ts';

/**
 * How the member of an appointment is called: "first last". Empty when the contact data are past their clock or gone.
 * The caller decided that this member of staff may read it, and audits the look.
 */
export async function readMemberName(appointmentId: string, database: Database = db()): Promise<string> {
  const now = await appNow(database);
  const row = await database.appointment.findFirst({
    where: { id: appointmentId, ...visibleAppointments(now) },
    select: { id: true, endsAt: true, keyRef: true, contact: true },
  });
  if (row === null) return '';
  const { contact } = await openPersonalData({ ...row, concern: null }, now);
  return contact === null ? '' : `${contact.firstName} ${contact.lastName}`;
}
