import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { type EndOptions, endProcess, startMark } from './processes.ts';

export type ChildOptions = {
  /** What it is called in messages and in the state file. */
  name: string;
  command: string;
  args: string[];
  /** The whole environment; absent: ours. */
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Takes what it writes. */
  logFile: string;
};

/** A process of the stack. */
export type Child = {
  name: string;
  pid: number;
  /** Tells this process from a later one of the same number. */
  mark: string;
  logFile: string;
  process: ChildProcess;
  ended(): boolean;
  /** Resolves when it ends, however. */
  exited: Promise<void>;
  /** Asks it to end; kills it after its patience. @returns false when it had to be killed */
  stop(options?: EndOptions): Promise<boolean>;
  logTail(lines?: number): string;
};

/** The last lines of a log, for messages about what went wrong. */
export function tailOf(logFile: string, lines = 15): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(no log)';
  }
}

/**
 * Starts a process in a group of its own: Ctrl-C in the terminal then reaches only us, and we end things in order.
 * Its output goes to a file and not through a pipe, so that it survives our own end until the next start stops it.
 */
export function startChild(options: ChildOptions): Child {
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(options.command, options.args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: (options.env ?? process.env) as NodeJS.ProcessEnv,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    const settle = (): void => {
      ended = true;
      resolve();
    };
    child.once('exit', settle);
    child.once('error', settle);
  });
  const pid = child.pid ?? 0;
  const mark = pid === 0 ? '' : (startMark(pid) ?? '');
  return {
    name: options.name,
    pid,
    mark,
    logFile: options.logFile,
    process: child,
    ended: () => ended,
    exited,
    stop: async (how = {}) => {
      if (ended) return true;
      const gently = await endProcess(pid, mark, { patience: 8_000, ...how });
      await exited;
      return gently;
    },
    logTail: (lines) => tailOf(options.logFile, lines),
  };
}
