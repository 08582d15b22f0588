'use server';

import { redirect } from 'next/navigation';
import { readBookingCode } from '#lib/booking/core/booking-code.ts';
import { findAppointmentByLink } from '#lib/booking/find-appointment-by-link.ts';
import { releaseMove } from '#lib/booking/change/hold-move.ts';
import { closeAccess } from '#lib/booking/change/open-access.ts';
import { browserToken, forgetBrowser } from '../browser.ts';
import { fieldOf } from '../form-data.ts';
import { to } from '../offers.ts';
import { refuse } from '../refusal.ts';
import { codePath, entryPath, shownPath } from './aim.ts';
import { ownAppointment } from './own.ts';
import { sendAccessCode } from './send-access-code.ts';
import { comeByBookingCode, comeByLink, forgetWayIn } from './way-in.ts';

const longestTyped = 40;

/** Lets this browser see the appointment of the mail's link for a while. */
export async function openLink(_previous: null, data: FormData): Promise<null> {
  const token = fieldOf(data, 'token') ?? '';
  if ((await findAppointmentByLink(token)) === null) return refuse({ kind: 'unknown-link' });
  await comeByLink(token);
  redirect(await to(shownPath));
}

/** Sends six digits for a booking code. Whether anybody has it is not to be seen from the answer (BK3). */
export async function enterBookingCode(_previous: null, data: FormData): Promise<null> {
  const typed = (fieldOf(data, 'buchungscode') ?? '').slice(0, longestTyped);
  const bookingCode = readBookingCode(typed);
  if (bookingCode === null) return refuse({ kind: 'booking-code', typed });
  const before = await ownAppointment();
  await comeByBookingCode(bookingCode);
  // Pressed once more by whoever has opened it already.
  if (before?.change != null && before.appointment.bookingCode === bookingCode) redirect(await to(shownPath));
  return sendAccessCode({ back: entryPath, next: codePath(null) });
}

/** Forgets everything here, on a device that others use too: the link, the right to change, what was booked on it. */
export async function leave(): Promise<never> {
  const own = await ownAppointment();
  if (own?.change != null) await releaseMove(own.change);
  await closeAccess(await browserToken());
  await forgetWayIn();
  await forgetBrowser();
  redirect(await to(`${entryPath}?hinweis=verlassen`));
}
