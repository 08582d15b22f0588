'use server';

import { getLocale } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { findAppointmentByLink } from '#lib/booking/find-appointment-by-link.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { fieldOf } from '../form-data.ts';
import { refuse } from '../refusal.ts';
import { hideLink, showLink } from './shown-link.ts';

/** Lets this browser see the appointment of the mail's link for a while. */
export async function openLink(_previous: null, data: FormData): Promise<null> {
  const token = fieldOf(data, 'token') ?? '';
  if ((await findAppointmentByLink(token)) === null) return refuse({ kind: 'unknown-link' });
  await showLink(token);
  redirect(localePath(await getLocale(), '/termin/mein/anzeigen'));
}

/** Forgets it, on a computer that others use too. */
export async function closeLink(): Promise<never> {
  await hideLink();
  redirect(localePath(await getLocale(), '/'));
}
