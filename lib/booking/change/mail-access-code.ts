import type { Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import { viewOf } from '#lib/booking/appointment-view.ts';
import { loadAppointments } from '#lib/booking/load-appointments.ts';
import type { Mailing } from '#lib/booking/mail-change.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';

/** Sends the code that opens an appointment for change to its mailbox or phone. */
export async function mailAccessCode(
  { code, expiresAt }: { code: string; expiresAt: Temporal.Instant },
  { appointmentId, dataKey, contact }: Mailing,
  tx: Transaction,
): Promise<void> {
  const [row] = await loadAppointments({ id: appointmentId }, tx);
  if (row === undefined) return;
  const { center, locale } = viewOf(row);
  const values = {
    code,
    purpose: 'manage_appointment' as const,
    validUntil: expiresAt.toString(),
    zone: center.timeZone,
  };
  const message = sealMessage({ template: 'one-time-code', to: recipientOf(contact), locale, values }, dataKey);
  await enqueueMessage(message, { appointmentId }, tx);
}
