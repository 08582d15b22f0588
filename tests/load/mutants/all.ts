import { calendarVersionIgnored } from './calendar-version-ignored.ts';
import { confirmWithoutExpiry } from './confirm-without-expiry.ts';
import { exclusionDropped } from './exclusion-dropped.ts';
import { limitByCount } from './limit-by-count.ts';
import type { Mutant } from './mutant.ts';
import { outboxOutside } from './outbox-outside.ts';
import { sweepByList } from './sweep-by-list.ts';

/** Every form that issue and design name as wrong, and that was seen to be. */
export const mutants: readonly Mutant[] = [
  exclusionDropped,
  calendarVersionIgnored,
  sweepByList,
  confirmWithoutExpiry,
  limitByCount,
  outboxOutside,
];
