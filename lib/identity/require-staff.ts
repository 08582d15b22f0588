import 'server-only';
import { getLocale } from 'next-intl/server';
import { cookies } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { StaffRole } from '#prisma/generated/enums.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { signInPath } from './policy.ts';
import { readStaffSession } from './read-staff-session.ts';
import { readSessionToken, sessionCookieName } from './session-token.ts';
import { hasRole, type StaffActor } from './staff-actor.ts';

/**
 * Who asks, for route handlers, streams and the header: the cookie's session, checked in the database.
 * @returns `null` when nobody is signed in; the caller answers with the problem `signed-out`
 */
export async function currentStaff(): Promise<StaffActor | null> {
  const token = (await cookies()).get(sessionCookieName)?.value;
  if (token === undefined) return null;
  const sessionId = await readSessionToken(token);
  return sessionId === null ? null : readStaffSession(sessionId, { extend: true });
}

/**
 * For pages and Server Actions: the signed-in member of staff with `role`. Nobody signed in: leads to the sign-in page
 * and does not return. Another role: answers as if the page did not exist (ID2).
 * @param returnTo German path below /arbeitsplatz to come back to after sign-in; the day when absent
 */
export async function requireStaff<Role extends StaffRole>(role: Role, returnTo?: string): Promise<StaffActor<Role>> {
  const actor = await currentStaff();
  if (actor === null) {
    const query = returnTo === undefined ? '' : `?${new URLSearchParams({ weiter: returnTo }).toString()}`;
    redirect(localePath(await getLocale(), signInPath + query));
  }
  if (!hasRole(actor, role)) notFound();
  return actor;
}
