import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of processor used so far by processes with their children, ended ones included. NaN where the system does not say. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + treeSeconds(pid), 0);
}

/** The same for this process alone. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

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
