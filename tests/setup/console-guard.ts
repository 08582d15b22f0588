/**
 * A stray console.error or console.warn fails the test it appears in: React, Next and Node report real faults there,
 * and nobody reads them otherwise.
 */
import { afterAll, afterEach, beforeEach } from 'vitest';

const stray: string[] = [];
let awaited = false;

for (const level of ['error', 'warn'] as const) {
  const write = console[level].bind(console);
  console[level] = (...args: unknown[]) => {
    stray.push(args.map(String).join(' ').slice(0, 500));
    if (!awaited) write(...args);
  };
}

/** Runs `work`, which must write to console.error or console.warn. @returns what was written */
export async function expectConsole(work: () => unknown): Promise<string[]> {
  const before = stray.length;
  awaited = true;
  try {
    await work();
  } finally {
    awaited = false;
  }
  const written = stray.splice(before);
  if (written.length === 0) throw new Error('Expected a line on console.error or console.warn; there was none.');
  return written;
}

function complain(where: string): void {
  const lines = stray.splice(0);
  if (lines.length > 0) throw new Error(`Stray console output ${where}:\n${lines.join('\n')}`);
}

beforeEach(() => complain('before a test'));
afterEach(() => complain('in this test'));
afterAll(() => complain('after the tests'));
