import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findProofs, readRequirements } from './read-requirements.ts';

/*
 * npm run requirements [-- --missing]: for each promise of docs/requirements.md the tests that name it. A test names a
 * promise by its id, in the title or in a comment. Being named is no proof; not being named is the lack of one.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const onlyMissing = process.argv.includes('--missing');
const shownTests = 3;

const patterns = [
  '{app,components,lib,prisma,processes,scripts}/**/*.test.{ts,tsx}',
  'tests/**/*.{test,spec}.{ts,tsx}',
  'processes/check/*.ts',
];
const paths = [];
for await (const path of glob(patterns, { cwd: root, exclude: ['**/node_modules/**', 'prisma/generated/**'] })) {
  // Its examples are about the script itself, not about the product.
  if (!path.endsWith('read-requirements.test.ts')) paths.push(path);
}
paths.sort((a, b) => a.localeCompare(b));

const proofs = findProofs(
  readRequirements(readFileSync(`${root}docs/requirements.md`, 'utf8')),
  paths.map((path) => ({ path, text: readFileSync(root + path, 'utf8') })),
);
for (const { id, fromNotice, text, tests } of proofs) {
  if (onlyMissing && tests.length > 0) continue;
  const title = text.length > 70 ? `${text.slice(0, 69)}…` : text;
  console.log(`${id.padEnd(5)}${fromNotice ? 'N' : ' '}  ${title}`);
  for (const test of tests.slice(0, shownTests)) console.log(`         ${test}`);
  if (tests.length > shownTests) console.log(`         and ${tests.length - shownTests} more`);
  if (tests.length === 0) console.log('         no test names it');
}
const proven = proofs.filter((proof) => proof.tests.length > 0);
const notices = proofs.filter((proof) => proof.fromNotice);
const provenNotices = proven.filter((proof) => proof.fromNotice);
console.log(
  `\n${proven.length} of ${proofs.length} requirements are named by a test, ` +
    `${provenNotices.length} of ${notices.length} of those that the privacy notices promise.`,
);
