/**
 * npm test: every stage in order, each timed; goes on after a failed one where that tells more. The last line is
 * `N passed, N failed`, from the tools' own reports. `--only name,name` runs some of the stages.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Counts, countsOf, type Stage, stages } from './test-stages.ts';

const FOLDER = '.local/test';
const TAIL = 80;
let current: ChildProcess | undefined;

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const logOf = (stage: Stage): string => path.join(FOLDER, `${stage.name.replaceAll(/\W+/g, '-')}.log`);

/** Runs a tool with its output in a file. @returns whether it ended with 0 */
function runTool(args: string[], logFile: string): Promise<boolean> {
  return new Promise((resolve) => {
    const log = openSync(logFile, 'w');
    current = spawn(process.execPath, args, { stdio: ['ignore', log, log], env: { ...process.env, FORCE_COLOR: '0' } });
    closeSync(log);
    current.once('error', () => resolve(false));
    current.once('exit', (code) => resolve(code === 0));
  });
}

async function runWork(work: (say: (line: string) => void) => Promise<unknown>, logFile: string): Promise<boolean> {
  try {
    await work((line) => write(`          ${line}`));
    writeFileSync(logFile, '');
    return true;
  } catch (error) {
    writeFileSync(logFile, error instanceof Error ? error.message : String(error));
    return false;
  }
}

function said(stage: Stage): string {
  return readFileSync(logOf(stage), 'utf8').trimEnd().split('\n').slice(-TAIL).join('\n');
}

async function runStage(stage: Stage): Promise<Counts> {
  const start = performance.now();
  if (stage.count !== undefined) rmSync(stage.count.report, { force: true });
  const succeeded = Array.isArray(stage.run)
    ? await runTool(stage.run, logOf(stage))
    : await runWork(stage.run, logOf(stage));
  const counts = countsOf(stage, succeeded);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  write(
    `${seconds} s  ${succeeded ? 'ok  ' : 'FAIL'}  ${stage.name}: ${counts.passed} passed, ${counts.failed} failed${skipped}`,
  );
  if (!succeeded) write(`\n${said(stage)}\n(all of it: ${logOf(stage)})\n`);
  return counts;
}

function chosenStages(): Stage[] {
  const flag = process.argv.indexOf('--only');
  if (flag === -1) return stages;
  const names = (process.argv[flag + 1] ?? '').split(',');
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Error(`No such stage: ${unknown.join(', ')}. There are: ${stages.map((s) => s.name).join(', ')}`);
  return stages.filter((stage) => names.includes(stage.name));
}

let brokenOff = false;
const breakOff = (): void => {
  brokenOff = true;
  // Tools end what they started when they are asked, not when they are killed.
  current?.kill('SIGINT');
};
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, breakOff);
process.on('disconnect', breakOff);

mkdirSync(FOLDER, { recursive: true });
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failedStages = new Set<string>();
const started = performance.now();
for (const stage of chosenStages()) {
  if (brokenOff) break;
  const missing = (stage.needs ?? []).filter((name) => failedStages.has(name));
  const counts = missing.length === 0 ? await runStage(stage) : { passed: 0, failed: 1, skipped: 0 };
  if (missing.length > 0) write(`   0.0 s  FAIL  ${stage.name}: not run, since "${missing.join('", "')}" failed`);
  if (counts.failed > 0) failedStages.add(stage.name);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
if (brokenOff) {
  write('Broken off.');
  process.exit(130);
}
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
write(
  `\n${minutes} minutes${total.skipped === 0 ? '' : `, ${total.skipped} skipped`}${failedStages.size === 0 ? '' : `; failed: ${[...failedStages].join(', ')}`}`,
);
write(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
