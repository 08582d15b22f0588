import type { Temporal } from '#lib/platform/time.ts';
import type { WaitWord } from '../schema.ts';

export interface WaitFacts {
  now: Temporal.Instant;
  startsAt: Temporal.Instant;
  /** Others of the same advisor who wait with earlier appointments */
  before: number;
  /** Planned end of the conversation the advisor is in; null when in none */
  conversationEndsAt: Temporal.Instant | null;
}

/** So much later than promised is said as such. */
const lateMinutes = 5;

/** The one sentence of the waiting room. Only what is known is said: nothing is guessed but the plan's own end. */
export function waitWord({ now, startsAt, before, conversationEndsAt }: WaitFacts): WaitWord {
  const minutesTo = (instant: Temporal.Instant) =>
    Math.ceil((instant.epochMilliseconds - now.epochMilliseconds) / 60_000);
  if (conversationEndsAt !== null) {
    const minutes = minutesTo(conversationEndsAt);
    return { kind: 'in-conversation', minutes: minutes > 0 ? minutes : null };
  }
  if (before > 0) return { kind: 'others-before', count: before };
  if (minutesTo(startsAt) > 0) return { kind: 'before-start' };
  const late = -minutesTo(startsAt);
  return late >= lateMinutes ? { kind: 'late', minutes: late } : { kind: 'next' };
}
