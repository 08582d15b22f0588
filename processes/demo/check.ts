import { existsSync } from 'node:fs';
import { withClient } from '#prisma/roles.ts';
import type { Stack } from './stack.ts';

/** Runs a named step of the check; `work` returns its evidence in a few words, or throws. */
export type CheckStep = (name: string, work: () => Promise<string>) => Promise<void>;

/** What a file of steps exports: `walk` goes through its part of the path, step by step. */
export type CheckWalk = { walk: (stack: Stack, step: CheckStep) => Promise<void> };

async function answers(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual', headers: { connection: 'close' } });
  const text = await response.text();
  if (response.status >= 400) throw new Error(`${url} answers ${response.status}`);
  return `${response.status}, ${text.length} characters`;
}

/** The scheduler writes a row per tick: the first one proves that it has its database and its clock. */
async function schedulerTicks(migrateUrl: string): Promise<string> {
  return withClient(migrateUrl, async (client) => {
    const deadline = performance.now() + 20_000;
    while (performance.now() < deadline) {
      const { rows } = await client.query<{ job: string }>(
        "SELECT job FROM job_run WHERE outcome = 'done' ORDER BY finished_at LIMIT 1",
      );
      if (rows[0] !== undefined) return rows[0].job;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
    throw new Error('No tick was done within 20 s.');
  });
}

/** That every process is up and answers, before browsers walk the path. */
async function walkParts(stack: Stack, step: CheckStep): Promise<void> {
  await step('member site answers', () => answers(stack.urls.member));
  await step('staff site answers', () => answers(stack.urls.staff));
  await step('inbox answers', () => answers(stack.urls.inbox));
  await step('scheduler does its ticks', () => schedulerTicks(stack.migrateUrl));
  await step('LiveKit answers', async () => {
    if (stack.urls.liveKit === null) throw new Error(stack.liveKitAdvice ?? 'There is no LiveKit server.');
    return answers(stack.urls.liveKit.replace(/^ws/, 'http'));
  });
}

/** Walks everything and says each step with its evidence. @returns exit code: 0 when every step passed */
export async function checkStack(stack: Stack): Promise<number> {
  const start = performance.now();
  let passed = 0;
  let failed = 0;
  const step: CheckStep = async (name, work) => {
    const from = performance.now();
    const took = (): string => `${Math.round(performance.now() - from)} ms`;
    try {
      const evidence = await work();
      passed += 1;
      process.stdout.write(`  ok    ${name}: ${evidence} (${took()})\n`);
    } catch (error) {
      failed += 1;
      process.stdout.write(`  FAIL  ${name}: ${error instanceof Error ? error.message : String(error)} (${took()})\n`);
    }
  };
  await walkParts(stack, step);
  const walkFile = new URL('../check/walk.ts', import.meta.url);
  if (existsSync(walkFile)) {
    const { walk } = (await import(walkFile.href)) as CheckWalk;
    await walk(stack, step);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`The path was walked in ${seconds} s: ${passed} steps passed, ${failed} failed.\n`);
  return failed === 0 ? 0 : 1;
}
