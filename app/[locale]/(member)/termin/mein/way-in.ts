import { cookies } from 'next/headers';
import type { AccessKey } from '#lib/booking/change/access-subject.ts';
import { readBookingCode } from '#lib/booking/core/booking-code.ts';

/**
 * How this browser came to its appointment: by the link of a mail, whose button was pressed, or by a booking code that
 * was typed. One at a time, unreadable for scripts. The link shows the appointment; the code shows nothing until the
 * mailbox or phone was proved as well.
 */
const linkCookie = '__Host-termin-link';
const codeCookie = '__Host-termin-buchungscode';
const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
const minutes = { link: 30, code: 60 };

export async function shownLink(): Promise<string | null> {
  const token = (await cookies()).get(linkCookie)?.value;
  // Empty in the very action that forgot it.
  return token === undefined || token === '' ? null : token;
}

export async function comeByLink(token: string): Promise<void> {
  const jar = await cookies();
  jar.set(linkCookie, token, { ...attributes, maxAge: minutes.link * 60 });
  jar.set(codeCookie, '', { ...attributes, maxAge: 0 });
}

export async function typedBookingCode(): Promise<string | null> {
  return readBookingCode((await cookies()).get(codeCookie)?.value ?? '');
}

export async function comeByBookingCode(bookingCode: string): Promise<void> {
  const jar = await cookies();
  jar.set(codeCookie, bookingCode, { ...attributes, maxAge: minutes.code * 60 });
  jar.set(linkCookie, '', { ...attributes, maxAge: 0 });
}

/** What names the appointment that this browser came to; `null` when it came by neither, or too long ago. */
export async function accessKey(): Promise<AccessKey | null> {
  const linkToken = await shownLink();
  if (linkToken !== null) return { linkToken };
  const bookingCode = await typedBookingCode();
  return bookingCode === null ? null : { bookingCode };
}

export async function forgetWayIn(): Promise<void> {
  const jar = await cookies();
  for (const name of [linkCookie, codeCookie]) jar.set(name, '', { ...attributes, maxAge: 0 });
}
