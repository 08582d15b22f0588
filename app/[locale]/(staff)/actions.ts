'use server';

import { getLocale } from 'next-intl/server';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { signInPath } from '#lib/identity/policy.ts';
import { currentStaff } from '#lib/identity/require-staff.ts';
import { revokeSession } from '#lib/identity/revoke-session.ts';
import { sessionCookieName, sessionCookieOptions } from '#lib/identity/session-token.ts';
import { localePath } from '#lib/platform/i18n/path.ts';

/** Ends the session in the database first, then takes the cookie away. Safe to repeat. */
export async function signOutOfWorkplace(): Promise<void> {
  const actor = await currentStaff();
  if (actor !== null) await revokeSession(actor);
  // Overwritten, not deleted: a `__Host-` cookie goes only with the attributes that it came with.
  (await cookies()).set(sessionCookieName, '', { ...sessionCookieOptions, maxAge: 0 });
  redirect(localePath(await getLocale(), `${signInPath}?abgemeldet=1`));
}
