import { lineBroken } from '../wire.ts';
import { committed, type Mutant } from './mutant.ts';

const changes: readonly unknown[] = ['appointment-moved', 'appointment-cancelled', 'appointment-channel-switched'];

/** Changes the appointment first and tells its member in a transaction of its own, which may never come. */
export const toldAfterwards: Mutant = {
  name: 'change told outside of its transaction',
  replacement: {
    of: 'INSERT INTO outbox_message',
    by: async (query, run, { random }) => {
      if (!query.args.some((value) => changes.includes(value))) return run(query);
      await committed(run);
      if (random.chance(0.8)) throw lineBroken();
      return run(query);
    },
  },
  finds: ['mail-missing'],
};
