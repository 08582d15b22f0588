import { type Mutant, rewritten } from './mutant.ts';

/** Confirms whatever was not swept yet. */
export const confirmWithoutExpiry: Mutant = {
  name: 'confirm without expiry',
  replacement: {
    of: "UPDATE appointment SET state = 'confirmed'",
    by: (query, run) => run(rewritten(query, / AND expires_at > app_now\(\)/, '')),
  },
  finds: ['confirmed-after-end'],
};
