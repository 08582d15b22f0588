import { walk } from '#processes/check/walk.ts';
import { withClient } from '#prisma/roles.ts';
import type { Stack } from './stack.ts';

/** Runs a named step of the check; `work` returns its evidence in a few words, or throws. A failed step ends the walk. */
export type CheckStep = (name: string, work: () => Promise<string>) => Promise<void>;

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

/** Thrown by a failed step: what follows on the path builds upon it, so the walk ends there. */
class PathBlocked extends Error {}

/** Walks everything and says each step with its evidence. @returns exit code: 0 when every step passed */
export async function checkStack(stack: Stack): Promise<number> {
  const start = performance.now();
  let passed = 0;
  let failed = 0;
  const report = (name: string, from: number, error: unknown, evidence = ''): void => {
    const took = `${Math.round(performance.now() - from)} ms`;
    if (error === null) passed += 1;
    else failed += 1;
    const what = error === null ? evidence : error instanceof Error ? error.message : JSON.stringify(error);
    process.stdout.write(`  ${error === null ? 'ok  ' : 'FAIL'}  ${name}: ${what} (${took})\n`);
  };
  const step: CheckStep = async (name, work) => {
    const from = performance.now();
    try {
      report(name, from, null, await work());
    } catch (error) {
      report(name, from, error);
      throw new PathBlocked(name, { cause: error });
    }
  };
  try {
    await walkParts(stack, step);
    await walk(stack, step);
  } catch (error) {
    // A failed step is reported already; anything else went wrong between two steps.
    if (!(error instanceof PathBlocked)) report('between two steps', performance.now(), error);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`The path was walked in ${seconds} s: ${passed} steps passed, ${failed} failed.\n`);
  return failed === 0 ? 0 : 1;
}
