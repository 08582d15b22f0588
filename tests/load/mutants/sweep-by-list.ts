import { type Mutant, rewritten } from './mutant.ts';

/** Makes a list of expired holds and deletes what is on it, confirmed meanwhile or not. */
export const sweepByList: Mutant = {
  name: 'sweep by IN (SELECT …)',
  replacement: {
    of: "DELETE FROM appointment WHERE state = 'held' AND expires_at <= app_now()",
    by: (query, run) =>
      run(
        rewritten(
          query,
          /state = 'held' AND expires_at <= app_now\(\)/,
          "id IN (SELECT id FROM appointment WHERE state = 'held' AND expires_at <= app_now() LIMIT 1000)",
        ),
      ),
  },
  finds: ['acknowledged-without-row'],
};
