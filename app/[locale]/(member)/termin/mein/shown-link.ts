import { cookies } from 'next/headers';

/**
 * Once somebody pressed the button on the page of the mail's link, this browser may see that appointment for half an
 * hour: the link's token, unreadable for scripts.
 */
const cookie = '__Host-termin-link';
const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
const minutes = 30;

export async function shownLink(): Promise<string | null> {
  return (await cookies()).get(cookie)?.value ?? null;
}

export async function showLink(token: string): Promise<void> {
  (await cookies()).set(cookie, token, { ...attributes, maxAge: minutes * 60 });
}

export async function hideLink(): Promise<void> {
  (await cookies()).set(cookie, '', { ...attributes, maxAge: 0 });
}
