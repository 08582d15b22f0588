import { cookies } from 'next/headers';
import { draftMinutes } from '#lib/booking/policy.ts';
import { type TimeChoice, timeChoiceSchema } from '#lib/booking/schema.ts';

/**
 * What the browser remembers of a booking: a random token that stands for it in the database, and what was chosen, so
 * that an ended reservation can be followed by the nearest times. Nothing about the person.
 */
const tokenCookie = '__Host-termin';
const choiceCookie = '__Host-termin-wahl';
const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: draftMinutes * 60 } as const;

export async function browserToken(): Promise<string | null> {
  return (await cookies()).get(tokenCookie)?.value ?? null;
}

/** With whom is not remembered: whoever comes too late is offered anybody. */
const rememberedSchema = timeChoiceSchema.omit({ advisor: true });
export type RememberedChoice = Omit<TimeChoice, 'advisor'>;

/** Called when a time is held. */
export async function rememberBooking(token: string, choice: RememberedChoice): Promise<void> {
  const jar = await cookies();
  jar.set(tokenCookie, token, attributes);
  jar.set(choiceCookie, JSON.stringify(choice), attributes);
}

/** The token alone: nothing is chosen yet, or what was chosen stands elsewhere. */
export async function rememberBrowser(token: string): Promise<void> {
  (await cookies()).set(tokenCookie, token, attributes);
}

/** Called when somebody says that others use this device too: what was booked here shows no more either. */
export async function forgetBrowser(): Promise<void> {
  const jar = await cookies();
  for (const name of [tokenCookie, choiceCookie]) jar.set(name, '', { ...attributes, maxAge: 0 });
}

/** What this browser chose last; `null` when it chose nothing, or the cookie was tampered with. */
export async function rememberedChoice(): Promise<RememberedChoice | null> {
  const value = (await cookies()).get(choiceCookie)?.value;
  if (value === undefined) return null;
  try {
    return rememberedSchema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** Called with every step after it: each gives the two hours anew, as the draft in the database gets them. */
export async function rememberAgain(): Promise<void> {
  const jar = await cookies();
  for (const name of [tokenCookie, choiceCookie]) {
    const value = jar.get(name)?.value;
    if (value !== undefined) jar.set(name, value, attributes);
  }
}
