import { type Database, db } from '#lib/platform/db.ts';
import { appNow, type Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import { type AppointmentView, appointmentInclude, viewOf } from '#lib/booking/appointment-view.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { openPersonalData } from '#lib/booking/personal-data.ts';
import { maxExtensions } from '#lib/booking/policy.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { restoreHold } from './hold.sql.ts';

export interface Hold {
  appointment: AppointmentView;
  expiresAt: Temporal.Instant;
  /** The server's now, so that a page can count down by its own clock */
  now: Temporal.Instant;
  extensionsLeft: number;
  /** Own data as they were sent; with them the next page asks for the code. `null`: not given yet */
  contact: Contact | null;
}

/**
 * The time that this browser holds, or `null` when it holds none (any more). A page that asks is being looked at, so a
 * hold that was shortened by leaving is restored.
 */
export async function readHold(browserToken: string | null, database: Database = db()): Promise<Hold | null> {
  const hash = browserHash(browserToken);
  if (hash === null) return null;
  await restoreHold(hash, database);
  const now = await appNow(database);
  const row = await database.appointment.findFirst({
    where: { browserHash: hash, state: 'held', expiresAt: { gt: toDate(now) } },
    include: appointmentInclude,
    orderBy: { createdAt: 'desc' },
  });
  if (row?.expiresAt == null) return null;
  return {
    appointment: viewOf(row),
    expiresAt: toInstant(row.expiresAt),
    now,
    extensionsLeft: Math.max(0, maxExtensions - row.extensions),
    contact: (await openPersonalData(row, now)).contact,
  };
}
