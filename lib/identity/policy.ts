/** A session ends this long after sign-in, whatever happens. In hours. */
export const sessionMaxHours = 12;

/** A session ends this long after the last page or command that its person asked for. In hours. */
export const sessionIdleHours = 4;

/** Failed tries on one e-mail address within the window, after which every further one is refused unread. */
export const signInMaxTries = 5;

/** In minutes. */
export const signInWindowMinutes = 15;

/** Where signed-in staff land, and the only part of the site a sign-in leads back to. German path without language. */
export const staffHome = '/arbeitsplatz';
export const signInPath = `${staffHome}/anmelden`;
