import { setTimeout as sleep } from 'node:timers/promises';
import { lineBroken } from '../wire.ts';
import { type Mutant, partOf, rewritten } from './mutant.ts';

const insert = /INSERT INTO outbox_message[\s\S]*?RETURNING id/;
const source = 'FROM confirmed AS source';

/** Confirms first and writes the mail afterwards: a process that dies in between tells nobody. */
export const outboxOutside: Mutant = {
  name: 'outbox outside the transaction',
  replacement: {
    of: "UPDATE appointment SET state = 'confirmed'",
    by: async (query, run, { random, pause }) => {
      const withoutMail = rewritten(query, source, `${source} WHERE false`);
      const answer = await run(rewritten(withoutMail, 'FROM mail', 'FROM confirmed'));
      if (random.chance(0.4)) throw lineBroken();
      await sleep(random.fraction() * pause);
      const [mail = ''] = insert.exec(query.sql) ?? [];
      const [, id = ''] = /WHERE id = (\$\d+)::uuid AND browser_hash/.exec(query.sql) ?? [];
      await run(
        partOf(
          query,
          mail
            .replace(source, `FROM appointment AS source WHERE source.id = ${id}::uuid`)
            .replace(/RETURNING id/, "AND source.state = 'confirmed' RETURNING id"),
        ),
      );
      return answer;
    },
  },
  finds: ['mail-missing'],
};
