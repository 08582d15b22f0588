'use server';

import { redirect } from 'next/navigation';
import { announceLateness } from '#lib/booking/change/announce-lateness.ts';
import { announceAbsence } from '#lib/booking/change/cancel-appointment.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { fieldOf } from '../../form-data.ts';
import { to } from '../../offers.ts';
import { refuse } from '../../refusal.ts';
import { aimPath, codePath, readAim, shownPath } from '../aim.ts';
import { isDone, leadToEntry, leadToShown, requireOwn, seenVersion } from '../own.ts';
import { sendAccessCode } from '../send-access-code.ts';

/** Leads to a change; who has not proved the mailbox or phone gets six digits first. */
export async function startChange(_previous: null, data: FormData): Promise<null> {
  const aim = readAim(fieldOf(data, 'danach'));
  const own = await requireOwn();
  if (own.change !== null || own.whyNotChangeable !== null) redirect(await to(aimPath(aim)));
  return sendAccessCode({ back: shownPath, next: codePath(aim) });
}

/** "Ten minutes late", one tap, with the mail's link alone. */
export async function sayLate(_previous: null, data: FormData): Promise<null> {
  const own = await requireOwn();
  const [version, minutes] = [seenVersion(data), Number(fieldOf(data, 'minuten'))];
  const said = await announceLateness({ right: own.seeing, version, minutes });
  if (said.ok || (await isDone(version, ({ appointment }) => appointment.lateMinutes === minutes))) {
    redirect(await to(`${shownPath}?hinweis=spaeter#spaeter`));
  }
  if (said.reason === 'gone') return leadToEntry();
  return refuse({ kind: said.reason === 'not-offered' ? 'not-late' : said.reason });
}

/** "I am not coming", one tap, where it is too late to cancel. */
export async function sayAbsent(_previous: null, data: FormData): Promise<null> {
  const own = await requireOwn();
  const version = seenVersion(data);
  const said = await announceAbsence({ right: own.seeing, version });
  if (said.ok || (await isDone(version, ({ appointment }) => appointment.state === 'cancelled')))
    return leadToShown('abgesagt');
  if (said.reason === 'gone') return leadToEntry();
  // Not what the page offered: it shows how to cancel.
  if (said.reason === 'cancellable') return leadToShown();
  return refuse({ kind: said.reason === 'changed-meanwhile' ? said.reason : 'not-changeable' });
}

/** Takes a cancellation back. */
export async function takeBack(_previous: null, data: FormData): Promise<null> {
  const own = await requireOwn();
  const version = seenVersion(data);
  const undone = await undoCancellation({ right: own.seeing, version });
  if (undone.ok || (await isDone(version, ({ appointment }) => appointment.state === 'confirmed')))
    return leadToShown('gilt-wieder');
  if (undone.reason === 'gone') return leadToEntry();
  if (undone.reason === 'changed-meanwhile') return refuse({ kind: undone.reason });
  return refuse({ kind: 'not-undone', why: undone.reason });
}
