import { type Mutant, rewritten } from './mutant.ts';

/** Holds on the hours that were read, whatever became of them meanwhile. */
export const calendarVersionIgnored: Mutant = {
  name: 'calendar_version ignored',
  replacement: {
    of: 'INSERT INTO claim (resource_id',
    by: (query, run) => run(rewritten(query, /calendar_version = (\$\d+) FOR SHARE/, '$1::int > 0')),
  },
  finds: ['outside-hours'],
};
