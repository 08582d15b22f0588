import { openPersonalData } from '#lib/booking/personal-data.ts';
import type { Temporal } from '#lib/platform/time.ts';

type SealedAppointment = Parameters<typeof openPersonalData>[0];

/** What a query must read of the appointment so that its member's name can be opened. */
export const nameColumns = { id: true, endsAt: true, keyRef: true, contact: true } as const;

/** The member's name out of the sealed contact data. Empty once its key is gone. The caller applied the read filter. */
export async function memberName(
  appointment: Omit<SealedAppointment, 'concern'>,
  now: Temporal.Instant,
): Promise<string> {
  const { contact } = await openPersonalData({ ...appointment, concern: null }, now);
  return contact === null ? '' : `${contact.firstName} ${contact.lastName}`;
}
