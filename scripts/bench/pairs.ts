import { cpuSeconds, ownCpuSeconds } from './cpu.ts';

/** What one run of one side cost. */
export interface Cost {
  milliseconds: number;
  /** In seconds; NaN where the system does not say */
  cpu: number;
}

/** Two ways to the same result: ours, and the barest one there is. */
export interface Pair {
  rounds: number;
  /** Before every run, not measured: the same start for both. */
  prepare: () => Promise<void>;
  /** What is measured is the time it takes, unless it says itself what it cost. */
  ours: () => Promise<Cost | void>;
  bare: () => Promise<Cost | void>;
  /** After every run, not measured. @throws when the result is not what was to be reached */
  check: () => Promise<void>;
}

export interface PairResult {
  ours: Cost[];
  bare: Cost[];
  /** Median of the other's time over the median of ours: 1 is as fast, 0.5 takes twice as long. */
  ratio: number;
  cpuRatio: number;
}

/**
 * Runs a pair in the order A B B A, so that what grows slower or warmer over time falls on both alike.
 * @param pids whose processor time counts beside ours
 */
export async function runPair(pair: Pair, pids: readonly number[]): Promise<PairResult> {
  const ours: Cost[] = [];
  const bare: Cost[] = [];
  // Not counted: the first run of each fills caches and compiles.
  for (const side of [pair.ours, pair.bare]) await measure(pair, side, pids);
  for (let round = 0; round < pair.rounds; round += 1) {
    for (const own of [true, false, false, true]) {
      const cost = await measure(pair, own ? pair.ours : pair.bare, pids);
      (own ? ours : bare).push(cost);
    }
  }
  const ratioOf = (figure: keyof Cost) => medianOf(bare, figure) / medianOf(ours, figure);
  return { ours, bare, ratio: ratioOf('milliseconds'), cpuRatio: ratioOf('cpu') };
}

async function measure(pair: Pair, side: Pair['ours'], pids: readonly number[]): Promise<Cost> {
  await pair.prepare();
  const cpuBefore = ownCpuSeconds() + cpuSeconds(pids);
  const before = performance.now();
  const said = await side();
  const milliseconds = performance.now() - before;
  const cpu = ownCpuSeconds() + cpuSeconds(pids) - cpuBefore;
  await pair.check();
  return said ?? { milliseconds, cpu };
}

export function medianOf(costs: readonly Cost[], figure: keyof Cost): number {
  return median(costs.map((cost) => cost[figure]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** The value that `share` of all do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
