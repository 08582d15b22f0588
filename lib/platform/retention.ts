import { legalDay, type Temporal } from './time.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Why the insurer may keep a value at all. */
export type LegalBasis =
  | 'Art. 6(1)(b) DSGVO'
  | 'Art. 6(1)(c) DSGVO'
  | 'Art. 6(1)(e) DSGVO'
  | 'Art. 6(1)(f) DSGVO'
  | '§ 284 SGB V with Art. 6(1)(e) DSGVO'
  /** No data of a person: rules, catalogues, figures */
  | 'no personal data';

/** How long a value is kept, counted from its start event. */
export type Keep =
  /** Physically gone before day N ends, so the purge of day N − 1 (legal zone) removes it. */
  | { days: number }
  /** Short clocks, to the second. */
  | { minutes: number }
  /** Until `startsAt` itself is past: the column holds the end. */
  | 'until'
  /** Rules and people of the organisation: until an admin removes them. */
  | 'in-use';

/** One clock. Every field of every model is in exactly one rule of its domain's `retention.ts` (DP4). */
export interface RetentionRule {
  model: Prisma.ModelName;
  /** Names as in the Prisma model; `'*'` for all scalar fields that no other rule of the model names. */
  fields: readonly string[] | '*';
  purpose: string;
  legalBasis: LegalBasis;
  /** The field of the model that starts the clock, or of the owner that it goes with. */
  startsAt: string;
  keep: Keep;
  /** What happens at the end: the row, the fields (set to null), or nothing of its own because the owner's row takes it along. */
  goes: 'row' | 'fields' | { with: Prisma.ModelName };
  /** The field that holds the reference of the data key destroyed at the end, where the row owns one. */
  keyRef?: string;
}

/**
 * Whether a value that began at `start` is past its clock at `now`. Pure; the same cut-off serves the read filter and
 * the purge, so what is expired is invisible at once, purged or not.
 */
export function isExpired(keep: Keep, start: Temporal.Instant, now: Temporal.Instant): boolean {
  if (keep === 'in-use') return false;
  if (keep === 'until') return now.epochMilliseconds >= start.epochMilliseconds;
  if ('minutes' in keep) return now.epochMilliseconds >= start.epochMilliseconds + keep.minutes * 60_000;
  return legalDay(now).since(legalDay(start), { largestUnit: 'day' }).days >= keep.days - 1;
}

/** The day before whose end a value that began at `start` must be physically gone. */
export function lastDay(days: number, start: Temporal.Instant): Temporal.PlainDate {
  return legalDay(start).add({ days: days - 1 });
}
