import { type Stack, type StackOptions, startStack } from './stack.ts';

/** What is to be done while the stack is up. @returns the exit code, or null: stay until a signal comes */
type Work = (stack: Stack) => Promise<number | null>;

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Resolves at the first wish to end: a signal, a closed terminal, or the death of the script that started us. */
function wishToEnd(): { signal: AbortSignal; wished: Promise<void> } {
  const controller = new AbortController();
  const wished = new Promise<void>((resolve) => {
    const end = (): void => {
      controller.abort(new Error('Broken off.'));
      resolve();
    };
    // Repeated signals (npm passes on what the terminal sends as well) change nothing: everything ends in order.
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, end);
    process.on('disconnect', end);
  });
  return { signal: controller.signal, wished };
}

/**
 * Runs the stack for a command: starts it, does the work or waits for a signal, ends everything, exits.
 * @returns never; the process ends with the work's code, 0 after a signal, 1 when something failed
 */
export async function runStack(options: Omit<StackOptions, 'say' | 'signal'>, work: Work): Promise<never> {
  const start = performance.now();
  const { signal, wished } = wishToEnd();
  let stack: Stack;
  try {
    stack = await startStack({ ...options, say: write, signal });
  } catch (error) {
    if (signal.aborted) process.exit(130);
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  all up\n`);
  let code = 0;
  try {
    const result = await Promise.race([work(stack), wished.then(() => 0)]);
    if (result === null) code = await Promise.race([wished.then(() => 0), stack.failed.then(reportFailure)]);
    else code = result;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    code = 1;
  }
  const ending = performance.now();
  await stack.stop();
  if (process.connected || signal.aborted)
    write(`Everything ended in ${((performance.now() - ending) / 1000).toFixed(1)} s.`);
  process.exit(code);
}

function reportFailure(what: string): number {
  process.stderr.write(`\nA process of the stack ended by itself: ${what}\n`);
  return 1;
}
