import { keyedHash } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import { appNow } from '#lib/platform/time.ts';
import { linkHashOf } from '#lib/booking/link-token.ts';
import { visibleAppointments } from '#lib/booking/retention.ts';

/** What names an appointment: the token of its mail's link, or its booking code in the form of the database. */
export type AccessKey = { linkToken: string } | { bookingCode: string };

export interface AccessSubject {
  /** What the one-time code is for */
  subjectId: string;
  /** `null`: nobody has this booking code */
  appointmentId: string | null;
}

/**
 * The appointment that a key names. A booking code that nobody has gets a subject as well, the same each time: codes are
 * issued, counted and refused for it as for others, so the answers are the same. A link that leads nowhere is `null`.
 */
export async function findAccessSubject(key: AccessKey, database: Transaction): Promise<AccessSubject | null> {
  const named = 'linkToken' in key ? { linkHash: linkHashOf(key.linkToken) } : { bookingCode: key.bookingCode };
  const row = await database.appointment.findFirst({
    where: { ...named, state: { not: 'held' }, ...visibleAppointments(await appNow(database)) },
    select: { id: true },
  });
  if (row !== null) return { subjectId: row.id, appointmentId: row.id };
  return 'linkToken' in key ? null : { subjectId: nobodysId(key.bookingCode), appointmentId: null };
}

function nobodysId(bookingCode: string): string {
  const hex = Buffer.from(keyedHash('one-time-code', `nobody:${bookingCode}`)).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
