import { beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '#prisma/roles.ts';
import { check } from '#tests/load/checker.ts';
import { mutants } from '#tests/load/mutants/all.ts';
import { newSeed } from '#tests/load/random.ts';
import { runStorm } from '#tests/load/storm.ts';
import type { ViolationKind } from '#tests/load/violation.ts';
import { chooseDatabase, copyTemplate, databaseUrl } from '#tests/setup/databases.ts';

/** LOAD_SEED=… repeats the wishes of a run. */
const seed = Number(process.env['LOAD_SEED'] ?? newSeed());
const mostStorms = 15;

beforeEach(async () => {
  chooseDatabase(await copyTemplate());
});

describe(`a booking that is wrong in one way is found out (BK14), seed ${seed}`, () => {
  it.each(mutants)(
    '$name',
    async ({ sql = [], ...mutant }) => {
      await withClient(databaseUrl('migrate'), async (client) => {
        for (const statement of sql) await client.query(statement);
      });
      const found = new Set<ViolationKind>();
      let storms = 0;
      let replaced = 0;
      while (storms < mostStorms && !mutant.finds.some((kind) => found.has(kind))) {
        const result = await runStorm({ seed: seed + storms, members: 8, steps: 20, mutant });
        for (const { kind } of check(result)) found.add(kind);
        replaced += result.replaced;
        storms += 1;
      }
      process.stdout.write(`${mutant.name}: ${[...found].join(', ')} after ${storms} storms from seed ${seed}\n`);
      expect(replaced > 0).toBe(mutant.replacement !== undefined);
      expect(
        mutant.finds.some((kind) => found.has(kind)),
        [...found].join(', '),
      ).toBe(true);
    },
    400_000,
  );
});
