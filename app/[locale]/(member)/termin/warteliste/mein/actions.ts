'use server';

import { redirect } from 'next/navigation';
import { readBookingCode } from '#lib/booking/core/booking-code.ts';
import { findOwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { findWaitingLink } from '#lib/booking/waiting-list/find-waiting-link.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { askLimit } from '../../ask-limit.ts';
import { fieldOf } from '../../form-data.ts';
import { to } from '../../offers.ts';
import { refuse } from '../../refusal.ts';
import { entryPath, standingPath } from '../address.ts';
import { comeToEntry } from '../way-in.ts';

const longestTyped = 40;

/** Lets this browser see the entry of a message's link for a while. */
export async function openWaitingLink(_previous: null, data: FormData): Promise<null> {
  const linkToken = fieldOf(data, 'token') ?? '';
  if ((await findOwnWaiting({ linkToken })) === null) return refuse({ kind: 'unknown-link' });
  await comeToEntry(linkToken);
  redirect(await to(standingPath));
}

/** The same by the code of the messages: for those who cannot follow the link, or have no scripts (BK11). */
export async function enterWaitingCode(_previous: null, data: FormData): Promise<null> {
  const typed = (fieldOf(data, 'wartecode') ?? '').slice(0, longestTyped);
  const code = readBookingCode(typed);
  if (code === null) return refuse({ kind: 'waiting-code', typed });
  const beyond = await askLimit(networkLimits.tryCode, entryPath);
  if (beyond !== null) return refuse(beyond);
  const linkToken = await findWaitingLink(code);
  if (linkToken === null) return refuse({ kind: 'unknown-link' });
  await comeToEntry(linkToken);
  redirect(await to(standingPath));
}
