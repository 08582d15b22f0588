/**
 * How often something may happen in a window of time, for one subject (a network, a mailbox). Windows are fixed: they
 * begin at multiples of their length, so that one row and one statement are enough.
 */
export interface Limit {
  /** What is counted: names the rows, and the policy in the API's headers */
  kind: string;
  /** Length of the window */
  minutes: number;
  /** From here on a proof is asked for that somebody, or a machine that works for it, stands behind the request */
  near: number;
  /** From here on nothing goes any more, proof or not */
  most: number;
}

/** Where a subject stands after a request. */
export interface Standing {
  limit: Limit;
  /** How often it may happen in this window without proof */
  quota: number;
  /** … of it what is left */
  remaining: number;
  /** Seconds until the window ends */
  reset: number;
  /** When it was asked, in the legal zone */
  day: string;
}

export type Allowance =
  | { ok: true; standing: Standing }
  /** `proof-needed`: goes with a proof; `too-many`: not before the window ends */
  | { ok: false; reason: 'proof-needed' | 'too-many'; standing: Standing };

/** A limit for visitors of a stack whose networks cannot be told apart: so many times as generous. */
export function multiplied(limit: Limit, factor: number): Limit {
  return { ...limit, near: Math.ceil(limit.near * factor), most: Math.ceil(limit.most * factor) };
}

/**
 * What a program is told of its limit: `RateLimit-Policy` and `RateLimit` as in
 * draft-ietf-httpapi-ratelimit-headers, quota and remaining requests in units, times in seconds.
 */
export function rateLimitHeaders({ limit, quota, remaining, reset }: Standing): Record<string, string> {
  return {
    'RateLimit-Policy': `"${limit.kind}";q=${quota};w=${limit.minutes * 60}`,
    RateLimit: `"${limit.kind}";r=${remaining};t=${reset}`,
  };
}
