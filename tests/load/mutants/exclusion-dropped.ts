import type { Mutant } from './mutant.ts';

/** Trusts that whoever read a free time may have it. */
export const exclusionDropped: Mutant = {
  name: 'exclusion dropped',
  sql: ['ALTER TABLE claim DROP CONSTRAINT claim_no_overlap'],
  finds: ['overlap'],
};
