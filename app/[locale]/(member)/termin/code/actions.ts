'use server';

import { getLocale } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { extendHold } from '#lib/booking/hold/extend-hold.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { resendCode } from '#lib/booking/confirmation/resend-code.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { askLimit } from '../ask-limit.ts';
import { browserToken, rememberAgain } from '../browser.ts';
import { fieldOf } from '../form-data.ts';
import { refuse } from '../refusal.ts';

/** What is clearly no code costs no try. */
const codeForm = /^\d{6}$/;
const longestTyped = 40;
const here = '/termin/code';

/** Books the appointment with the code, or keeps the time longer. */
export async function submitCode(_previous: null, data: FormData): Promise<null> {
  const [locale, token] = await Promise.all([getLocale(), browserToken()]);
  await rememberAgain();
  if (fieldOf(data, 'tun') === 'laenger') {
    const extended = await extendHold(token);
    if (extended.ok) return redirect(localePath(locale, '/termin/code?hinweis=verlaengert'));
    return refuse({ kind: extended.reason === 'used-up' ? 'not-extended' : 'hold-expired' });
  }
  const typed = (fieldOf(data, 'code') ?? '').slice(0, longestTyped);
  const code = typed.replace(/[\s-]/g, '');
  if (!codeForm.test(code)) return refuse({ kind: 'code-missing', typed });
  const beyond = await askLimit(networkLimits.tryCode, here);
  if (beyond !== null) return refuse(beyond);
  const confirmed = await confirmAppointment({ browserToken: token, code });
  if (confirmed.ok) return redirect(localePath(locale, '/termin/fertig'));
  if (confirmed.reason === 'code-wrong') return refuse({ kind: 'code-wrong', typed, triesLeft: confirmed.triesLeft });
  return refuse({ kind: confirmed.reason });
}

/** Sends a new code; the former one ends. */
export async function sendCodeAgain(): Promise<null> {
  const [locale, token] = await Promise.all([getLocale(), browserToken()]);
  await rememberAgain();
  const beyond = await askLimit(networkLimits.code, here);
  if (beyond !== null) return refuse(beyond);
  const sent = await resendCode(token);
  if (sent.ok) return redirect(localePath(locale, '/termin/code?hinweis=neuer-code'));
  if (sent.reason === 'no-contact') return redirect(localePath(locale, '/termin/daten'));
  return refuse({ kind: sent.reason === 'used-up' ? 'no-more-codes' : 'hold-expired' });
}
