import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What identifies a process beyond its number, which the system gives away again: when it was started.
 * Linux: clock ticks since boot from /proc; elsewhere the text of `ps`. null when there is no such process.
 */
export function startMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in brackets and may hold spaces: fields are counted after the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    if (process.platform === 'linux') return null;
    return ps(pid, 'lstart=');
  }
}

/** The command line of a process, or null when there is none. */
export function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return process.platform === 'linux' ? null : ps(pid, 'command=');
  }
}

function ps(pid: number, column: string): string | null {
  try {
    const text = execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' ? null : text;
  } catch {
    return null;
  }
}

/** Is the very process still there that had this mark? */
export function isAlive(pid: number, mark: string): boolean {
  return startMark(pid) === mark;
}

export type EndOptions = {
  signal?: NodeJS.Signals;
  /** Milliseconds between the request and SIGKILL. */
  patience?: number;
  /** Milliseconds after which the request is made once more, for programs that take the second one seriously. */
  repeatAfter?: number;
};

/**
 * Asks a process to end and waits; after the patience is over it is killed. Does nothing when the number belongs to
 * another process by now.
 * @returns true when it ended by itself
 */
export async function endProcess(
  pid: number,
  mark: string,
  { signal = 'SIGTERM', patience = 5_000, repeatAfter }: EndOptions = {},
): Promise<boolean> {
  if (!isAlive(pid, mark)) return true;
  send(pid, signal);
  if (repeatAfter !== undefined) {
    if (await gone(pid, mark, repeatAfter)) return true;
    if (isAlive(pid, mark)) send(pid, signal);
  }
  if (await gone(pid, mark, patience)) return true;
  send(pid, 'SIGKILL');
  await gone(pid, mark, 2_000);
  return false;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended between the look and the signal, which is what we wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(pid: number, mark: string, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    if (!isAlive(pid, mark)) return true;
    await sleep(20);
  }
  return !isAlive(pid, mark);
}
