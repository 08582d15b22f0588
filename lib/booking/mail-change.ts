import type { Transaction } from '#lib/platform/db.ts';
import { appNow } from '#lib/platform/time.ts';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import { type AppointmentTemplate, appointmentMessage, cancellationMessage } from './appointment-message.ts';
import { viewOf } from './appointment-view.ts';
import { type DataKey, openDataKey } from './data-key.ts';
import { linkTokenOf } from './link-token.ts';
import { loadAppointments } from './load-appointments.ts';
import { openPersonalData } from './personal-data.ts';
import type { Contact } from './schema.ts';

/** What is needed to write to the person of an appointment. */
export interface Mailing {
  appointmentId: string;
  dataKey: DataKey;
  contact: Contact;
}

/** Opens it before the transaction that changes the appointment. `null`: nobody can be reached any more. */
export async function openMailing(appointmentId: string, database: Transaction): Promise<Mailing | null> {
  const row = await database.appointment.findUnique({ where: { id: appointmentId } });
  if (row === null || row.keyRef === null) return null;
  const dataKey = await openDataKey(row.keyRef);
  const { contact } = await openPersonalData(row, await appNow(database));
  return dataKey === null || contact === null ? null : { appointmentId, dataKey, contact };
}

/**
 * Puts the message about a change into the outbox, in the transaction of the change, from what the row says after it
 * (MS4).
 * @param once names what is told once only
 */
export async function mailChange(
  template: AppointmentTemplate | 'appointment-cancelled',
  { appointmentId, dataKey, contact }: Mailing,
  tx: Transaction,
  once: string | null = null,
): Promise<void> {
  const [row] = await loadAppointments({ id: appointmentId }, tx);
  if (row === undefined) throw new Error('An appointment that is being changed is gone');
  const appointment = viewOf(row);
  const linkToken = linkTokenOf(dataKey, appointmentId);
  const message =
    template === 'appointment-cancelled'
      ? sealMessage(cancellationMessage(appointment, contact, linkToken), dataKey, once)
      : sealMessage(appointmentMessage(template, appointment, contact, linkToken), dataKey, once);
  await enqueueMessage(message, { appointmentId }, tx);
}
