'use server';

import { getLocale } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { findOwnHold } from '#lib/booking/hold/find-own-hold.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { timeChoiceSchema } from '#lib/booking/schema.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { readChoice, timesPath } from '../address.ts';
import { askLimit } from '../ask-limit.ts';
import { browserToken, rememberBooking, rememberedChoice } from '../browser.ts';
import { fieldOf, fieldsOf } from '../form-data.ts';
import { refuse } from '../refusal.ts';

/** Reserves the time that was pressed and leads to the next question (BK5). */
export async function reserveTime(_previous: null, data: FormData): Promise<null> {
  const choice = readChoice((name) => fieldsOf(data, name));
  const read = timeChoiceSchema.safeParse({ ...choice, startsAt: fieldOf(data, 'zeit') ?? '' });
  if (!read.success) return refuse({ kind: 'unknown-time' });
  const [locale, token, remembered] = await Promise.all([getLocale(), browserToken(), rememberedChoice()]);
  const next = localePath(locale, '/termin/daten?hinweis=reserviert');
  // Pressed twice, or once more after going back: it is held already, or taken by the first press, and by nobody else.
  const isHeld = async () => (await findOwnHold(token, read.data, remembered?.wishes)) !== null;
  if (await isHeld()) redirect(next);
  const beyond = await askLimit(networkLimits.hold, timesPath(read.data));
  if (beyond !== null) return refuse(beyond);
  const held = await holdTime({ choice: read.data, browserToken: token, locale });
  if (!held.ok) {
    if (held.reason === 'unknown-choice') return refuse({ kind: 'unknown-time' });
    if (await isHeld()) redirect(next);
    return refuse({ kind: 'time-taken', startsAt: read.data.startsAt.toString() });
  }
  await rememberBooking(held.browserToken, read.data);
  redirect(next);
}
