import { ownAppointment } from '../own.ts';
import { typedBookingCode } from '../way-in.ts';

/** Whether this browser may change the appointment that it came to, not one that it came to before. */
export async function isOpened(): Promise<boolean> {
  const [own, bookingCode] = await Promise.all([ownAppointment(), typedBookingCode()]);
  return own?.change != null && (bookingCode === null || own.appointment.bookingCode === bookingCode);
}
