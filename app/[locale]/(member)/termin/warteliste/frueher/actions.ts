'use server';

import { redirect } from 'next/navigation';
import { waitForEarlier } from '#lib/booking/waiting-list/wait-for-earlier.ts';
import { waitingDaysSchema } from '#lib/booking/waiting-list/waiting-schema.ts';
import { readNow } from '#lib/platform/read-now.ts';
import { readPartOfDay } from '../../address.ts';
import { fieldOf } from '../../form-data.ts';
import { to } from '../../offers.ts';
import { refuse } from '../../refusal.ts';
import { standingPath } from '../address.ts';
import { ownToReplace } from '../own-to-replace.ts';
import { comeToEntry } from '../way-in.ts';

/** Puts whoever has an appointment on the waiting list for an earlier one; the mailbox or phone is proved already. */
export async function submitEarlier(_previous: null, data: FormData): Promise<null> {
  const [own, now] = await Promise.all([ownToReplace(), readNow()]);
  if (own === null) return redirect(await to('/termin/mein'));
  const today = now.toZonedDateTimeISO(own.appointment.center.timeZone).toPlainDate();
  const days = waitingDaysSchema.safeParse({
    firstDay: today.toString(),
    lastDay: fieldOf(data, 'bis'),
    partOfDay: readPartOfDay(fieldOf(data, 'tageszeit')),
  });
  if (!days.success) return refuse({ kind: 'unknown-days' });
  const sameAdvisor = fieldOf(data, 'mit') === 'gleich';
  const waiting = await waitForEarlier({ right: own.change, days: days.data, sameAdvisor });
  if (!waiting.ok) return refuse({ kind: waiting.reason === 'unknown-days' ? 'unknown-days' : 'not-earlier' });
  await comeToEntry(waiting.linkToken);
  return redirect(await to(`${standingPath}?hinweis=eingetragen`));
}
