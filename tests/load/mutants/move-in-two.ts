import { lineBroken } from '../wire.ts';
import { committed, type Mutant } from './mutant.ts';

/** Gives the old time back and commits, and takes the new one afterwards: a process that dies in between has neither. */
export const moveInTwo: Mutant = {
  name: 'old time given back before the new one is taken',
  replacement: {
    of: 'INSERT INTO reopening (appointment_id',
    by: async (query, run, { random }) => {
      const answer = await run(query);
      await committed(run);
      if (random.chance(0.4)) throw lineBroken();
      return answer;
    },
  },
  finds: ['half-appointment'],
};
