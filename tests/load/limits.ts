import { maxCodeIssues, maxExtensions } from '#lib/booking/policy.ts';
import type { Limits } from './violation.ts';

/** What the product's own policies promise; five tries are told in DESIGN §4. */
export const limits: Limits = { extensions: maxExtensions, codes: maxCodeIssues, tries: 5, holds: 1 };
