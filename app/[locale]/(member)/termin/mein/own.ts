import { redirect } from 'next/navigation';
import type { ChangeRight } from '#lib/booking/change/change-right.ts';
import { findOwnAppointment, type OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { browserToken } from '../browser.ts';
import { fieldOf } from '../form-data.ts';
import { to } from '../offers.ts';
import { type Aim, codePath, entryPath, shownPath } from './aim.ts';
import { shownLink } from './way-in.ts';

/** The appointment that this browser stands before; `null` when there is none (any more). */
export async function ownAppointment(): Promise<OwnAppointment | null> {
  const [linkToken, token] = await Promise.all([shownLink(), browserToken()]);
  return findOwnAppointment({ linkToken, browserToken: token });
}

/** The same for what needs one: whoever has none is led to the page where one comes to it, and is told why. */
export async function requireOwn(): Promise<OwnAppointment> {
  return (await ownAppointment()) ?? leadToEntry();
}

/** Its half hour is over, or it is not there any more: both look the same. */
export async function leadToEntry(): Promise<never> {
  redirect(await to(`${entryPath}?hinweis=beendet`));
}

/** Back to the appointment. @param hint what was done, as the page says it */
export async function leadToShown(hint?: 'verschoben' | 'umgestellt' | 'abgesagt' | 'gilt-wieder'): Promise<never> {
  redirect(await to(hint === undefined ? shownPath : `${shownPath}?hinweis=${hint}`));
}

export type Changeable =
  | { ok: true; own: OwnAppointment; right: ChangeRight }
  /** It is too late, or cancelled: `own` says which */
  | { ok: false; own: OwnAppointment };

/** The appointment for a page that changes it; whoever has not proved the mailbox or phone is led to do so. */
export async function readChangeable(aim: Aim): Promise<Changeable> {
  const own = await requireOwn();
  if (own.whyNotChangeable !== null) return { ok: false, own };
  if (own.change === null) redirect(await to(codePath(aim, 'anfordern')));
  return { ok: true, own, right: own.change };
}

/** The version that the page showed whose form was sent. */
export function seenVersion(data: FormData): number {
  const version = Number(fieldOf(data, 'stand'));
  return Number.isSafeInteger(version) ? version : 0;
}

/** Whether the appointment is now as the form that showed `version` would have made it: it was pressed twice. */
export async function isDone(version: number, as: (own: OwnAppointment) => boolean): Promise<boolean> {
  const own = await ownAppointment();
  return own !== null && own.appointment.version === version + 1 && as(own);
}
