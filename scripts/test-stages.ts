import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { productionBuild } from '#processes/demo/build.ts';
import { findLiveKit } from '#processes/demo/livekit-source.ts';
import { ensureBrowser } from '#processes/browser.ts';

export type Counts = { passed: number; failed: number; skipped: number };

/** One part of `npm test`. */
export type Stage = {
  name: string;
  /** Program and arguments for the pinned Node, or work to be done in this process. */
  run: string[] | ((say: (line: string) => void) => Promise<unknown>);
  /** Reads what was counted from the tool's own report; absent: the stage itself counts as one. */
  count?: { report: string; read: (text: string) => Counts };
  /** Names of stages without which this one makes no sense. */
  needs?: string[];
};

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

function vitestCounts(text: string): Counts {
  const report = vitestReport.parse(JSON.parse(text));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function playwrightCounts(text: string): Counts {
  const { stats } = playwrightReport.parse(JSON.parse(text));
  // What passes only at the second try has failed.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

function vitest(project: string, needs: string[] = []): Stage {
  const report = `.local/test/${project}.json`;
  return {
    name: project,
    run: [
      'node_modules/vitest/vitest.mjs',
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    count: { report, read: vitestCounts },
    needs,
  };
}

/** Everything that `npm test` does, in its order: cheap and telling first. */
export const stages: Stage[] = [
  { name: 'format', run: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'] },
  { name: 'lint', run: ['node_modules/oxlint/bin/oxlint'] },
  { name: 'types', run: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'dead code', run: ['node_modules/knip/bin/knip.js'] },
  vitest('unit'),
  vitest('architecture'),
  {
    name: 'video server',
    run: async (say) => {
      const found = await findLiveKit({ build: true, say });
      if (found.kind === 'none') say(found.advice);
    },
  },
  vitest('integration'),
  { name: 'build', run: (say) => productionBuild(say) },
  vitest('faults', ['build']),
  // A short one; `npm run test:chaos` is the long one.
  {
    name: 'chaos',
    run: ['--conditions=react-server', 'tests/load/chaos.ts', '--minutes', '0.6'],
    needs: ['build'],
  },
  { name: 'browser', run: (say) => Promise.resolve(ensureBrowser(say)) },
  {
    name: 'journeys',
    run: ['node_modules/@playwright/test/cli.js', 'test'],
    count: { report: '.local/test/journeys.json', read: playwrightCounts },
    needs: ['build', 'browser'],
  },
  {
    name: 'demo --check',
    run: ['--conditions=react-server', 'processes/demo.ts', '--check'],
    needs: ['build', 'browser'],
  },
];

/**
 * What a stage counted. A tool that fails without a failed test (a file that does not load, say) counts as one failure.
 */
export function countsOf(stage: Stage, succeeded: boolean): Counts {
  const one = { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
  if (stage.count === undefined || !existsSync(stage.count.report)) return one;
  const counted = stage.count.read(readFileSync(stage.count.report, 'utf8'));
  return succeeded || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}
