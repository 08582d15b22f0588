import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { appNow } from '#lib/platform/time.ts';
import { type AppointmentView, appointmentInclude, viewOf } from './appointment-view.ts';
import { visibleAppointments } from './retention.ts';

/**
 * The appointment behind the token of a member's mail, or `null`: unknown, past its clock and never there look the same.
 * Call it from a POST only (scanners open links).
 * @param token from the fragment of the link
 */
export async function findAppointmentByLink(
  token: string,
  database: Database | Transaction = db(),
): Promise<AppointmentView | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const row = await database.appointment.findFirst({
    where: {
      linkHash: keyedHash('appointment-link', token),
      state: { not: 'held' },
      ...visibleAppointments(await appNow(database)),
    },
    include: appointmentInclude,
  });
  return row === null ? null : viewOf(row);
}
