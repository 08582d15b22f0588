import { calendarVersionIgnored } from './calendar-version-ignored.ts';
import { changeWithoutLock } from './change-without-lock.ts';
import { confirmWithoutExpiry } from './confirm-without-expiry.ts';
import { exclusionDropped } from './exclusion-dropped.ts';
import { limitByCount } from './limit-by-count.ts';
import { moveInTwo } from './move-in-two.ts';
import type { Mutant } from './mutant.ts';
import { outboxOutside } from './outbox-outside.ts';
import { sweepByList } from './sweep-by-list.ts';
import { toldAfterwards } from './told-afterwards.ts';

/** Every form that issue and design name as wrong and that was seen to be, and those that changes could have. */
export const mutants: readonly Mutant[] = [
  exclusionDropped,
  calendarVersionIgnored,
  sweepByList,
  confirmWithoutExpiry,
  limitByCount,
  outboxOutside,
  moveInTwo,
  changeWithoutLock,
  toldAfterwards,
];
