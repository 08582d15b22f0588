import { type Mutant, rewritten } from './mutant.ts';

/** Looks at the appointment without locking it: two who cancel at the same moment both find it there. */
export const changeWithoutLock: Mutant = {
  name: 'cancel without lock',
  replacement: {
    of: "SELECT id FROM appointment WHERE id = $1::uuid AND state <> 'held'",
    by: (query, run) => run(rewritten(query, /FOR UPDATE\s*$/, '')),
  },
  finds: ['freed-twice'],
};
