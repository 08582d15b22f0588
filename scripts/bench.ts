/**
 * npm run bench [-- WORD]: figures of the product beside the barest way to the same result, measured in pairs on this
 * machine in one run (PF4). With a word only the rows that hold it. Exit code 1 when a row is not reached.
 */
import { cpus } from 'node:os';
import { startBenchDatabase } from './bench/database.ts';
import { median, type PairResult, runPair } from './bench/pairs.ts';
import { purgePairs } from './bench/purge.ts';

const word = process.argv[2] ?? '';
const bench = await startBenchDatabase();
const results: PairResult[] = [];
try {
  const { pairs, end } = await purgePairs(bench);
  for (const pair of pairs.filter(({ what }) => what.includes(word))) {
    const result = await runPair(pair, bench.pid);
    results.push(result);
    process.stdout.write(`${lineOf(result)}\n`);
  }
  await end();
} finally {
  await bench.stop();
}
process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}\n`);
if (results.length === 0 || results.some(({ ratio, pair }) => !(ratio >= pair.reach))) process.exitCode = 1;

function lineOf({ pair, ours, bare, ratio, cpuRatio }: PairResult): string {
  const side = (costs: PairResult['ours']) =>
    `${median(costs.map((cost) => cost.milliseconds)).toFixed(0)} ms, ${median(costs.map((cost) => cost.cpu)).toFixed(2)} CPU s`;
  const verdict = ratio >= pair.reach ? 'reached' : 'NOT REACHED';
  return [
    `${pair.what} | against ${pair.against}`,
    `  ours ${side(ours)} | bare ${side(bare)} | ratio ${ratio.toFixed(2)} (CPU ${cpuRatio.toFixed(2)}) of ${pair.reach}: ${verdict}`,
  ].join('\n');
}
