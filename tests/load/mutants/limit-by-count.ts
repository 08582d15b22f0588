import { type Mutant, partOf, rewritten } from './mutant.ts';

/** Looks how often a hold was extended, and extends it if that was seldom enough: all who look at once find it so. */
export const limitByCount: Mutant = {
  name: 'limit by count',
  replacement: {
    of: 'UPDATE appointment SET extensions = extensions + 1',
    by: async (query, run) => {
      const [, hash = '', most = ''] = /browser_hash = (\$\d+)[\s\S]*extensions < (\$\d+)/.exec(query.sql) ?? [];
      const looked = await run(
        partOf(
          query,
          `SELECT id FROM appointment WHERE browser_hash = ${hash} AND state = 'held' AND extensions < ${most}`,
        ),
      );
      return run(rewritten(query, /extensions < (\$\d+)/, looked.rows.length > 0 ? '$1::int > 0' : '$1::int < 0'));
    },
  },
  finds: ['limit-exceeded'],
};
