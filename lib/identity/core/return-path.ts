/**
 * Where a sign-in leads back to. The address comes from the browser, so only our own staff pages count: letters,
 * digits and hyphens below /arbeitsplatz, and at most the id of an appointment.
 * @returns German path without language; `fallback` for anything else
 */
export function safeReturnPath(wanted: string | undefined, fallback: string): string {
  const known = /^\/arbeitsplatz(\/[a-z0-9-]{1,60}){0,3}(\?termin=[0-9a-f-]{36})?$/;
  const signIn = /^\/arbeitsplatz\/(anmelden|abmelden)/;
  return wanted !== undefined && known.test(wanted) && !signIn.test(wanted) ? wanted : fallback;
}
