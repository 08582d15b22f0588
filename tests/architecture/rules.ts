import { checkContents } from './content-rules.ts';
import { checkDomains } from './domain-rules.ts';
import { checkFiles } from './file-rules.ts';
import { checkImports } from './import-rules.ts';
import { checkMessages } from './message-rules.ts';
import { parseSource, type TreeFile } from './source.ts';
import type { Violation } from './violation.ts';

/**
 * The order of the project (docs/architecture.md), as a pure function of its files.
 *
 * @param files every text file that the project owns; paths from its root
 * @returns one entry per breach, in the order of the files' paths
 * @throws Error when a source file cannot be parsed
 */
export function checkTree(files: readonly TreeFile[]): Violation[] {
  const paths = new Set(files.map((file) => file.path));
  const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file.path)).map(parseSource);
  return [
    ...checkImports(sources, paths),
    ...checkFiles(files, sources),
    ...checkContents(files, sources),
    ...checkDomains(files),
    ...checkMessages(files, sources),
  ].sort((a, b) => a.file.localeCompare(b.file));
}

/** One violation as two lines for a person. */
export function describeViolation({ file, rule, found, instead }: Violation): string {
  return `${file}: ${found} (${rule})\n    ${instead}`;
}
