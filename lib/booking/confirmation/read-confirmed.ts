import { type Database, db } from '#lib/platform/db.ts';
import { appNow, type Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import { type AppointmentView, appointmentInclude, viewOf } from '#lib/booking/appointment-view.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { openPersonalData } from '#lib/booking/personal-data.ts';
import { ownBrowserMinutes } from '#lib/booking/policy.ts';
import { lastDayOf, visibleAppointments } from '#lib/booking/retention.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { byOffer } from '#lib/booking/waiting-list/acceptance.ts';

export interface ConfirmedBooking {
  appointment: AppointmentView;
  /**
   * What was given in this browser; `null` once it may have come to other hands, and where an offer of the waiting list
   * was accepted: that takes a link or a code alone, which show nothing of a person (BK8)
   */
  contact: Contact | null;
  concern: string | null;
  /** Before the end of this day everything about the person is deleted */
  deletedBy: Temporal.PlainDate;
}

/** What this browser has booked last, or `null`. */
export async function readConfirmed(
  browserToken: string | null,
  database: Database = db(),
): Promise<ConfirmedBooking | null> {
  const hash = browserHash(browserToken);
  if (hash === null) return null;
  const now = await appNow(database);
  const row = await database.appointment.findFirst({
    where: { browserHash: hash, confirmedAt: { not: null }, ...visibleAppointments(now) },
    include: appointmentInclude,
    orderBy: { confirmedAt: 'desc' },
  });
  if (row === null) return null;
  const fresh = row.confirmedAt !== null && row.confirmedAt >= toDate(now.subtract({ minutes: ownBrowserMinutes }));
  const isByOffer = (await database.appointment.count({ where: { id: row.id, ...byOffer } })) > 0;
  const personal = fresh && !isByOffer ? await openPersonalData(row, now) : { contact: null, concern: null };
  const deletedBy = lastDayOf({
    channel: row.channel,
    createdAt: toInstant(row.createdAt),
    endsAt: toInstant(row.endsAt),
  });
  return { appointment: viewOf(row), ...personal, deletedBy };
}
