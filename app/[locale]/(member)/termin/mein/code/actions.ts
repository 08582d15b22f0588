'use server';

import { redirect } from 'next/navigation';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { openAccess } from '#lib/booking/change/open-access.ts';
import { askLimit } from '../../ask-limit.ts';
import { browserToken } from '../../browser.ts';
import { fieldOf } from '../../form-data.ts';
import { to } from '../../offers.ts';
import { refuse } from '../../refusal.ts';
import { aimPath, codePath, readAim } from '../aim.ts';
import { leadToEntry } from '../own.ts';
import { sendAccessCode } from '../send-access-code.ts';
import { accessKey } from '../way-in.ts';
import { isOpened } from './opened.ts';

/** What is clearly no code costs no try. */
const codeForm = /^\d{6}$/;
const longestTyped = 40;

/** Opens the appointment for half an hour, and leads to what was to be changed (BK6). */
export async function enterAccessCode(_previous: null, data: FormData): Promise<null> {
  const aim = readAim(fieldOf(data, 'danach'));
  const key = await accessKey();
  if (key === null) return leadToEntry();
  const typed = (fieldOf(data, 'code') ?? '').slice(0, longestTyped);
  const code = typed.replace(/[\s-]/g, '');
  if (!codeForm.test(code)) return refuse({ kind: 'code-missing', typed });
  const beyond = await askLimit(networkLimits.tryCode, codePath(aim));
  if (beyond !== null) return refuse(beyond);
  const opened = await openAccess({ key, code, browserToken: await browserToken() });
  // A second press finds the digits used up, and the appointment open.
  if (opened.ok || (await isOpened())) redirect(await to(aimPath(aim)));
  if (opened.reason === 'code-wrong') return refuse({ kind: 'code-wrong', typed, triesLeft: opened.triesLeft });
  return refuse({ kind: opened.reason });
}

/** Sends new digits; the former ones end. */
export async function sendAccessCodeAgain(_previous: null, data: FormData): Promise<null> {
  const aim = readAim(fieldOf(data, 'danach'));
  return sendAccessCode({ back: codePath(aim), next: codePath(aim, 'neuer-code') });
}
