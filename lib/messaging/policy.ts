/** Attempts before a message is given up; with the waits below that is about half a day. */
export const maxAttempts = 12;

/** How long whoever took a message has it for itself; longer than all timeouts of one delivery together. */
export const leaseSeconds = 60;

/**
 * Seconds to wait after the n-th failed attempt: half a minute, doubled each time, at most four hours.
 * @param attempt from 1
 */
export function waitAfter(attempt: number): number {
  return Math.min(30 * 2 ** (attempt - 1), 4 * 3600);
}
