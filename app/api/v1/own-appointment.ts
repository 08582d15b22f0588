import type { NotChanged } from '#lib/booking/change/change-appointment.ts';
import type { ChangeRight, SeeingRight } from '#lib/booking/change/change-right.ts';
import type { WhyNotChangeable } from '#lib/booking/core/change-rules.ts';
import { findOwnAppointment } from '#lib/booking/change/find-own-appointment.ts';

export const accessNeeded = { refused: 'access-needed' } as const;

/** What a token may change: the appointment whose mailbox or phone was proved with it last. */
export async function changeRightOf(token: string): Promise<ChangeRight | null> {
  return (await findOwnAppointment({ linkToken: null, browserToken: token }))?.change ?? null;
}

/** What whoever holds the mail's link, or proved the mailbox or phone, may see and say. */
export async function seeingRightOf(asked: { token: string | null; link: string | null }): Promise<SeeingRight | null> {
  return (await findOwnAppointment({ linkToken: asked.link, browserToken: asked.token }))?.seeing ?? null;
}

/** Why an appointment stays as it is, as a problem. */
export function notChanged(reason: NotChanged['reason'] | WhyNotChangeable) {
  return reason === 'gone' || reason === 'changed-meanwhile' ? notSeen(reason) : notChangeable(reason);
}

/** It is gone, or another one than the caller saw. */
export function notSeen(reason: NotChanged['reason']): { refused: 'access-needed' | 'changed-meanwhile' } {
  return reason === 'gone' ? accessNeeded : { refused: reason };
}

export function notChangeable(whyNot: WhyNotChangeable) {
  return { refused: 'not-changeable', extra: { whyNot } } as const;
}

/** A change counts the version up by one; the caller's next one names it. */
export const changedFrom = (version: number) => ({ json: { version: version + 1 } });
