import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TreeFile } from './source.ts';

const folders = ['app', 'components', 'lib', 'messages', 'prisma', 'processes', 'scripts', 'tests'];
const notOurs = /^prisma\/(generated|migrations)\/|\/node_modules\//;
const text = /\.(tsx?|mjs|css|json|prisma)$/;

/** Reads the text files of the project. Folders that are not there yet are empty. */
export function readTree(root: string): TreeFile[] {
  const paths = [
    ...folders.flatMap((folder) => filesBelow(root, folder)),
    ...readdirSync(root).filter((name) => name.endsWith('.ts') && name !== 'next-env.d.ts'),
  ];
  return paths
    .filter((file) => text.test(file) && !notOurs.test(file))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}

function filesBelow(root: string, folder: string): string[] {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
      .sort((a, b) => a.localeCompare(b));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A small tree written down in one file, with the rule it is an example for. */
export type Example = { name: string; rule: string; files: TreeFile[] };

/**
 * Reads the examples of a folder. An example begins with `rule: <name>`; `=== <path>` begins a file of its tree. They are
 * no `.ts` files, so that nothing else takes them for code of the product.
 */
export function readExamples(folder: string): Example[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tree'))
    .sort((a, b) => a.localeCompare(b))
    .map((name) => {
      const [head = '', ...parts] = readFileSync(path.join(folder, name), 'utf8').split(/^=== /m);
      const files = parts.map((part) => {
        const end = part.indexOf('\n');
        return { path: part.slice(0, end).trim(), text: part.slice(end + 1) };
      });
      return { name: name.replace('.tree', ''), rule: /^rule: (\S+)/m.exec(head)?.[1] ?? '', files };
    });
}
