import type { Database } from '#lib/platform/db.ts';
import { appNow } from '#lib/platform/time.ts';
import { type AppointmentView, appointmentInclude, viewOf } from '#lib/booking/appointment-view.ts';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import { openPersonalData } from '#lib/booking/personal-data.ts';

/** What stays of an appointment when its time or its channel changes: what it is about, and what the member needs. */
export type OwnChoice = Pick<BookingChoice, 'service' | 'further' | 'wishes'>;

/** An appointment with what stays of it. `null` when it is not there. */
export async function readOwnChoice(
  appointmentId: string,
  database: Database,
): Promise<{ appointment: AppointmentView; choice: OwnChoice } | null> {
  const row = await database.appointment.findUnique({ where: { id: appointmentId }, include: appointmentInclude });
  if (row === null) return null;
  const appointment = viewOf(row);
  const { contact } = await openPersonalData(row, await appNow(database));
  const further = appointment.further.map(({ slug }) => slug);
  return {
    appointment,
    choice: {
      service: appointment.service.slug,
      ...(further.length > 0 && { further }),
      ...(contact?.needs !== undefined && { wishes: contact.needs }),
    },
  };
}
