import { readdirSync, readFileSync } from 'node:fs';

/** What one run of one side cost. */
export interface Cost {
  milliseconds: number;
  /** Of this process and the database's, in seconds; NaN where the system does not say */
  cpu: number;
}

/** Two ways to the same result: ours, and the barest one there is. */
export interface Pair {
  /** As in the table of figures to reach */
  what: string;
  against: string;
  /** Ours must do at least this share of the other's work per time. */
  reach: number;
  rounds: number;
  /** Before every run, not measured: the same start for both. */
  prepare: () => Promise<void>;
  ours: () => Promise<void>;
  bare: () => Promise<void>;
  /** After every run, not measured. @throws when the result is not what was to be reached */
  check: () => Promise<void>;
}

export interface PairResult {
  pair: Pair;
  ours: Cost[];
  bare: Cost[];
  /** Median of the other's time over the median of ours: 1 is as fast, 0.5 takes twice as long. */
  ratio: number;
  cpuRatio: number;
}

/** Runs a pair in the order A B B A, so that what grows slower or warmer over time falls on both alike. */
export async function runPair(pair: Pair, databasePid: number): Promise<PairResult> {
  const ours: Cost[] = [];
  const bare: Cost[] = [];
  // Not counted: the first run of each fills caches and compiles.
  for (const side of [pair.ours, pair.bare]) await measure(pair, side, databasePid);
  for (let round = 0; round < pair.rounds; round += 1) {
    for (const own of [true, false, false, true]) {
      const cost = await measure(pair, own ? pair.ours : pair.bare, databasePid);
      (own ? ours : bare).push(cost);
    }
  }
  const ratioOf = (figure: keyof Cost) =>
    median(bare.map((cost) => cost[figure])) / median(ours.map((cost) => cost[figure]));
  return { pair, ours, bare, ratio: ratioOf('milliseconds'), cpuRatio: ratioOf('cpu') };
}

async function measure(pair: Pair, side: () => Promise<void>, databasePid: number): Promise<Cost> {
  await pair.prepare();
  const cpuBefore = cpuSeconds(databasePid);
  const before = performance.now();
  await side();
  const milliseconds = performance.now() - before;
  const cpu = cpuSeconds(databasePid) - cpuBefore;
  await pair.check();
  return { milliseconds, cpu };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** Seconds of processor used so far by us and by a process with its children, ended ones included. */
function cpuSeconds(pid: number): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + treeSeconds(pid);
}

const ticksPerSecond = 100;

function treeSeconds(pid: number): number {
  const own = statOf(pid);
  if (own === null) return Number.NaN;
  const children = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
  const live = children.filter((child) => child.parent === pid).reduce((sum, child) => sum + child.ticks, 0);
  return (own.ticks + own.endedTicks + live) / ticksPerSecond;
}

function statOf(pid: number): { parent: number; ticks: number; endedTicks: number } | null {
  try {
    // The name in brackets may hold spaces; the fields after it do not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
    const field = (number: number) => fields[number - 3] ?? 0;
    return { parent: field(4), ticks: field(14) + field(15), endedTicks: field(16) + field(17) };
  } catch {
    return null;
  }
}
