import { findOwnAppointment, type OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import type { ChangeRight } from '#lib/booking/change/change-right.ts';
import { browserToken } from '../browser.ts';
import { shownLink } from '../mein/way-in.ts';

/** The appointment that this browser may change and that is not one of a group; `null` when there is none. */
export async function ownToReplace(): Promise<(OwnAppointment & { change: ChangeRight }) | null> {
  const [linkToken, token] = await Promise.all([shownLink(), browserToken()]);
  const own = await findOwnAppointment({ linkToken, browserToken: token });
  if (own === null || own.change === null || own.appointment.groupSessionId !== null) return null;
  return { ...own, change: own.change };
}
