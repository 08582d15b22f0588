import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { endProcess, isAlive, startMark } from './processes.ts';

const entry = z.object({ name: z.string(), pid: z.number().int(), mark: z.string() });
const state = z.object({
  /** Who started the stack and will end it. */
  supervisor: entry,
  /** Its processes, in the order of their start. */
  processes: z.array(entry),
  /** Folders of PostgreSQL clusters, which know their own process. */
  clusters: z.array(z.string()),
  /** Where people reach it. */
  urls: z.record(z.string(), z.string()),
});
type State = z.infer<typeof state>;

export type StateFile = {
  addProcess(process: { name: string; pid: number; mark: string }): void;
  addCluster(dataDir: string): void;
  setUrls(urls: Record<string, string>): void;
  remove(): void;
};

const fileIn = (folder: string): string => path.join(folder, 'state.json');

/** What is written down about the stack of a folder; null when none runs or the file cannot be read. */
export function readState(folder: string): State | null {
  if (!existsSync(fileIn(folder))) return null;
  try {
    return state.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return null;
  }
}

/** Does somebody alive look after the stack of this folder? */
export function isSupervised(found: State): boolean {
  return isAlive(found.supervisor.pid, found.supervisor.mark);
}

/**
 * Ends what a killed supervisor left behind, last started first, except PostgreSQL (see `endLeftoverPostgres`).
 * @returns names of what was still running
 */
export async function endLeftovers(found: State): Promise<string[]> {
  const left = found.processes.filter(({ pid, mark }) => isAlive(pid, mark)).toReversed();
  for (const { pid, mark } of left) await endProcess(pid, mark, { patience: 5_000, repeatAfter: 500 });
  return left.map(({ name }) => name);
}

/** Starts the record of a stack; every change is on the disk before the call returns. */
export function openState(folder: string): StateFile {
  mkdirSync(folder, { recursive: true });
  const current: State = {
    supervisor: { name: 'supervisor', pid: process.pid, mark: startMark(process.pid) ?? '' },
    processes: [],
    clusters: [],
    urls: {},
  };
  const write = (): void => {
    const partial = `${fileIn(folder)}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(current, null, 2), { mode: 0o600 });
    renameSync(partial, fileIn(folder));
  };
  write();
  return {
    addProcess: ({ name, pid, mark }) => {
      current.processes.push({ name, pid, mark });
      write();
    },
    addCluster: (dataDir) => {
      current.clusters.push(dataDir);
      write();
    },
    setUrls: (urls) => {
      current.urls = urls;
      write();
    },
    remove: () => rmSync(fileIn(folder), { force: true }),
  };
}
