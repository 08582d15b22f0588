import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '#tests/load/checker.ts';
import { readHistory } from '#tests/load/history.ts';
import { pairEvents } from '#tests/load/operations.ts';
import { newSeed } from '#tests/load/random.ts';
import { keptSeeds } from '#tests/load/seeds.ts';
import { runStorm } from '#tests/load/storm.ts';

/** LOAD_SEED=… repeats the wishes of a run. */
const seed = Number(process.env['LOAD_SEED'] ?? newSeed());

describe('many members at once, while holds end, hours change and lines break (BK14, BK5, MS4)', () => {
  it.each([...keptSeeds, seed])(
    'nothing contradicts what anybody was told, seed %i',
    async (storm) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'storm-'));
      const file = path.join(folder, 'history.jsonl');
      const result = await runStorm({ seed: storm, members: 8, steps: 20, file });
      expect(readHistory(file)).toEqual(result.history);
      const answers = Object.groupBy(result.history, ({ kind }) => kind);
      const done = Object.groupBy(
        pairEvents(result.history).filter(({ answer }) => answer.kind === 'ok'),
        ({ invoke }) => invoke.action,
      );
      process.stdout.write(
        `seed ${storm}: ${Object.entries(done)
          .map(([action, some]) => `${some?.length} ${action}`)
          .join(
            ', ',
          )}; ${answers.refused?.length} refused, ${answers.unknown?.length ?? 0} unknown; history in ${file}\n`,
      );
      expect(check(result)).toEqual([]);
      // A storm in which nobody gets anything proves nothing.
      expect(result.snapshot.appointments.some(({ state }) => state === 'confirmed')).toBe(true);
      expect(answers.refused?.length).toBeGreaterThan(0);
      // Kept only where something is to be looked into.
      rmSync(folder, { recursive: true });
    },
    120_000,
  );
});
