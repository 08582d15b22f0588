import type { Limit } from '#lib/platform/rate-limit/limit.ts';

/** A session ends this long after sign-in, whatever happens. In hours. */
export const sessionMaxHours = 12;

/** A session ends this long after the last page or command that its person asked for. In hours. */
export const sessionIdleHours = 4;

/** Failed tries on one e-mail address within the window, after which every further one is refused unread. */
export const signInMaxTries = 5;

/** In minutes. */
export const signInWindowMinutes = 15;

/**
 * Failed tries over all addresses from one network within the window. A town hall has many people behind one address;
 * hardly thirty of them mistype within a quarter of an hour, and then they wait for the rest of it.
 */
export const signInNetworkLimit = {
  kind: 'sign-in',
  minutes: signInWindowMinutes,
  near: 30,
  most: 30,
} as const satisfies Limit;

/** Where signed-in staff land, and the only part of the site a sign-in leads back to. German path without language. */
export const staffHome = '/arbeitsplatz';
export const signInPath = `${staffHome}/anmelden`;
