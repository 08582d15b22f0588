'use server';

import { redirect } from 'next/navigation';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { proveWaiting } from '#lib/booking/waiting-list/prove-waiting.ts';
import { resendWaitingCode } from '#lib/booking/waiting-list/send-waiting-code.ts';
import { askLimit } from '../../ask-limit.ts';
import { browserToken, rememberAgain } from '../../browser.ts';
import { fieldOf } from '../../form-data.ts';
import { to } from '../../offers.ts';
import { refuse } from '../../refusal.ts';
import { codePath, entryPath, standingPath } from '../address.ts';
import { forgetEntry } from '../way-in.ts';

/** What is clearly no code costs no try. */
const codeForm = /^\d{6}$/;
const longestTyped = 40;

/** Puts this browser's entry in line. */
export async function submitWaitingCode(_previous: null, data: FormData): Promise<null> {
  await rememberAgain();
  const typed = (fieldOf(data, 'code') ?? '').slice(0, longestTyped);
  const code = typed.replace(/[\s-]/g, '');
  if (!codeForm.test(code)) return refuse({ kind: 'code-missing', typed });
  const beyond = await askLimit(networkLimits.tryCode, codePath);
  if (beyond !== null) return refuse(beyond);
  const proved = await proveWaiting({ browserToken: await browserToken(), code });
  if (proved.ok) {
    // Another entry may have been looked at in this browser before.
    await forgetEntry();
    return redirect(await to(`${standingPath}?hinweis=eingetragen`));
  }
  if (proved.reason === 'code-wrong') return refuse({ kind: 'code-wrong', typed, triesLeft: proved.triesLeft });
  if (proved.reason === 'not-joining') return redirect(await to(`${entryPath}?hinweis=beendet`));
  return refuse({ kind: proved.reason });
}

/** Sends a new code; the former one ends. */
export async function sendWaitingCodeAgain(): Promise<null> {
  await rememberAgain();
  const beyond = await askLimit(networkLimits.code, codePath);
  if (beyond !== null) return refuse(beyond);
  const sent = await resendWaitingCode(await browserToken());
  if (sent.ok) return redirect(await to(`${codePath}?hinweis=neuer-code`));
  if (sent.reason === 'not-joining') return redirect(await to(`${entryPath}?hinweis=beendet`));
  return refuse({ kind: 'no-more-codes' });
}
