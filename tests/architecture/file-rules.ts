import type { Source, TreeFile } from './source.ts';
import type { Violation } from './violation.ts';
import { listedDomains } from './zones.ts';

const longest = 300;
const code = /\.(ts|tsx|mjs|css)$/;
const emptyWord = /(^|[-.])(utils?|helpers?|managers?)$/;
const domains = new Set(Object.keys(listedDomains));

/** Names, sizes and places of files. */
export function checkFiles(files: readonly TreeFile[], sources: readonly Source[]): Violation[] {
  return [
    ...files.flatMap((file) => checkPath(file.path)),
    ...files.filter((file) => code.test(file.path)).flatMap(checkLength),
    ...sources.flatMap(checkBarrel),
    ...sources.flatMap(checkActions),
  ];
}

function checkPath(path: string): Violation[] {
  const violations: Violation[] = [];
  const segments = path.split('/');
  const file = segments.pop() ?? '';
  const base = file.replace(/(\.test|\.sql|\.d)?\.\w+$/, '');
  for (const segment of [...segments, base]) {
    if (!saysNothing(segment)) continue;
    violations.push({
      file: path,
      rule: 'vocabulary',
      found: segment,
      instead: 'Name it after what it does (verb-noun) or the noun of the glossary.',
    });
  }
  if (/^app\/.*page\.tsx$/.test(path) && !path.startsWith('app/[locale]/')) {
    violations.push({
      file: path,
      rule: 'locale-in-path',
      found: path,
      instead: 'Put the page below app/[locale]/ (docs/decisions/0002-locale-in-path.md).',
    });
  }
  return violations;
}

/** `service` alone says nothing; as a noun of the glossary (what can be booked, service center) it says what it is. */
function saysNothing(name: string): boolean {
  if (emptyWord.test(name) || name === 'service' || name.endsWith('.service')) return true;
  return name.endsWith('-service') && domains.has(name.slice(0, -'-service'.length));
}

function checkLength(file: TreeFile): Violation[] {
  const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0);
  if (lines <= longest) return [];
  return [
    {
      file: file.path,
      rule: 'file-length',
      found: `${lines} lines`,
      instead: `Cut it where its subject changes; a file has at most ${longest} lines.`,
    },
  ];
}

function checkBarrel(source: Source): Violation[] {
  if (source.path.startsWith('app/')) return [];
  const isIndex = /(^|\/)index\.tsx?$/.test(source.path) && source.imports.some((statement) => statement.isReExport);
  if (!isIndex && !source.onlyReExports) return [];
  return [
    {
      file: source.path,
      rule: 'no-barrel',
      found: source.imports.find((statement) => statement.isReExport)?.specifier ?? '',
      instead: 'Remove it and import from the file that has the thing.',
    },
  ];
}

function checkActions(source: Source): Violation[] {
  if (!source.directives.includes('use server') || /^app\/(.*\/)?actions\.ts$/.test(source.path)) return [];
  if (source.path.startsWith('tests/')) return [];
  return [
    {
      file: source.path,
      rule: 'actions-beside-page',
      found: "'use server'",
      instead: 'Put the action into actions.ts beside its page in app.',
    },
  ];
}
