import type { Temporal } from '../time.ts';

/** Minutes in which a task can be solved, or a ticket be used, from when it was given out. */
export const proofMinutes = 15;
/** What one proof is good for: the presses of one booking, a correction included … */
export const passUses = 5;
/** … within these minutes. */
export const passMinutes = 15;

/** Something that a browser gave for being let through; good once. */
export interface Proof {
  /** Unique; only its keyed hash is kept */
  id: string;
  issuedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}
