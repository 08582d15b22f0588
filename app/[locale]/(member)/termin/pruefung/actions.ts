'use server';

import { getLocale } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { localePath } from '#lib/platform/i18n/path.ts';
import { acceptSolution, acceptTicket } from '#lib/platform/rate-limit/accept-proof.ts';
import { provingBrowser, visitorAddress } from '../ask-limit.ts';
import { fieldOf } from '../form-data.ts';
import { refuse } from '../refusal.ts';
import { backFrom, provedPath } from './proof-path.ts';

/** What the browser worked out leads back to where it came from. */
export async function giveSolution(_previous: null, data: FormData): Promise<null> {
  const browser = await provingBrowser();
  if (browser === null || !(await acceptSolution(fieldOf(data, 'loesung') ?? '', browser)))
    return refuse({ kind: 'proof-worthless' });
  return leadBack(data);
}

/** Having waited leads back as well. */
export async function giveTicket(_previous: null, data: FormData): Promise<null> {
  const [browser, address] = await Promise.all([provingBrowser(), visitorAddress()]);
  if (browser === null) return refuse({ kind: 'proof-worthless' });
  const ticket = fieldOf(data, 'schein') ?? '';
  const accepted = await acceptTicket({ ticket, browser, address });
  if (accepted.ok) return leadBack(data);
  if (accepted.reason === 'too-early') return refuse({ kind: 'proof-early', ticket, seconds: accepted.seconds });
  return refuse({ kind: accepted.reason === 'too-many' ? 'proof-no-waiting' : 'proof-worthless' });
}

async function leadBack(data: FormData): Promise<never> {
  redirect(localePath(await getLocale(), provedPath(backFrom(fieldOf(data, 'zurueck')))));
}
