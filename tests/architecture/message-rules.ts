import { argumentsOf } from './message-arguments.ts';
import type { Source, TreeFile } from './source.ts';
import type { Violation } from './violation.ts';
import { resolveImport } from './zones.ts';

const languages = ['de', 'en'] as const;
type Texts = Map<string, { text: string; file: string }>;

/** Texts of the interface: both languages alike, every text used, the tone of a calm house. */
export function checkMessages(files: readonly TreeFile[], sources: readonly Source[]): Violation[] {
  const [de, en] = languages.map((language) => readTexts(files, language)) as [Texts, Texts];
  return [
    ...missing(de, en, 'en'),
    ...missing(en, de, 'de'),
    ...differentArguments(de, en),
    ...unused(de, sources),
    ...tone(de),
    ...tone(en),
  ];
}

/** `messages/de/booking.json` with `{ "times": { "title": … } }` gives `booking.times.title`. */
function readTexts(files: readonly TreeFile[], language: string): Texts {
  const texts: Texts = new Map();
  for (const file of files) {
    const namespace = new RegExp(`^messages/${language}/([\\w-]+)\\.json$`).exec(file.path)?.[1];
    if (namespace !== undefined) collect(JSON.parse(file.text), namespace, file.path, texts);
  }
  return texts;
}

function collect(value: unknown, key: string, file: string, texts: Texts): void {
  if (typeof value === 'string') texts.set(key, { text: value, file });
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, `${key}.${name}`, file, texts);
  }
}

function missing(from: Texts, other: Texts, language: string): Violation[] {
  return [...from]
    .filter(([key]) => !other.has(key))
    .map(([key, { file }]) => ({
      file,
      rule: 'message-languages',
      found: key,
      instead: `Write it in messages/${language}/${key.split('.')[0]}.json, too.`,
    }));
}

function differentArguments(de: Texts, en: Texts): Violation[] {
  return [...de].flatMap(([key, german]) => {
    const english = en.get(key);
    if (english === undefined) return [];
    const [wanted, given] = [argumentsOf(german.text), argumentsOf(english.text)];
    if ('error' in wanted) return [malformed(german.file, key, wanted.error)];
    if ('error' in given) return [malformed(english.file, key, given.error)];
    if (wanted.names === given.names) return [];
    return [
      {
        file: english.file,
        rule: 'message-languages',
        found: `${key}: {${given.names}} instead of {${wanted.names}}`,
        instead: 'Give both languages the same arguments and tags.',
      },
    ];
  });
}

function malformed(file: string, key: string, error: string): Violation {
  return {
    file,
    rule: 'message-languages',
    found: `${key}: ${error}`,
    instead: 'Close every brace and tag of the text.',
  };
}

function tone(texts: Texts): Violation[] {
  return [...texts]
    .filter(([, { text }]) => /!|\bups\b|\boops\b/i.test(text))
    .map(([key, { text, file }]) => ({
      file,
      rule: 'message-tone',
      found: `${key}: ${text}`,
      instead: 'Say what to do, calmly: no exclamation mark, no "Ups".',
    }));
}

/**
 * A text counts as used when a translator of its namespace asks for it, when its file is imported and it is read as a member, or when its key stands as a string in a file
 * that names the namespace, or in a neighbour of such a file by import (keys in tables, translators passed on).
 */
function unused(texts: Texts, sources: readonly Source[]): Violation[] {
  const product = sources.filter(
    (source) => /^(app|components|lib|processes|proxy)/.test(source.path) && !/\.test\.tsx?$/.test(source.path),
  );
  const uses = collectUses(texts, product);
  return [...texts.keys()]
    .filter((key) => !uses.keys.has(key) && !uses.matches.some((matches) => matches(key)))
    .map((key) => ({
      file: texts.get(key)?.file ?? '',
      rule: 'message-unused',
      found: key,
      instead: 'Use it or remove it, in both languages.',
    }));
}

function collectUses(
  texts: Texts,
  sources: readonly Source[],
): { keys: Set<string>; matches: ((key: string) => boolean)[] } {
  const branches = new Set([...texts.keys()].flatMap(branchesOf));
  const neighbours = neighboursOf(sources);
  const keys = new Set<string>();
  const patterns = new Map<string, RegExp>();
  const matches: ((key: string) => boolean)[] = [];
  const addPattern = (source: string): void => {
    if (!patterns.has(source)) patterns.set(source, new RegExp(`^${source}$`));
  };

  for (const source of sources) {
    for (const { namespace, key } of source.translations) {
      const start = namespace === '' ? '' : `${namespace}.`;
      if (key === undefined) addPattern(`${escape(start)}.+`);
      else keys.add(start + key);
    }
    for (const key of keysReadDirectly(source, texts)) keys.add(key);
    const near = [source, ...(neighbours.get(source.path) ?? [])];
    for (const branch of source.strings.filter((text) => branches.has(text))) {
      for (const file of near) {
        for (const text of file.strings) keys.add(`${branch}.${text}`);
        for (const template of file.templates) {
          if (isComposed(template)) matches.push(composedKey(`${branch}.`, near));
          if (!saysSomething(template)) continue;
          addPattern(
            `${escape(`${branch}.`)}${template.map((part) => (part === undefined ? '.+' : escape(part))).join('')}`,
          );
        }
      }
    }
    for (const text of source.strings) keys.add(text);
  }
  for (const pattern of patterns.values()) matches.push((key) => pattern.test(key));
  return { keys, matches };
}

/** Where no translator can be had (the page for a failed start), the file of texts is imported: `texts.title`. */
function keysReadDirectly(source: Source, texts: Texts): string[] {
  const namespaces = new Set(
    source.imports.map((statement) => /^#messages\/\w+\/([\w-]+)\.json$/.exec(statement.specifier)?.[1]),
  );
  return [...texts.keys()].filter((key) => {
    const [namespace, ...names] = key.split('.');
    return namespaces.has(namespace) && names.every((name) => source.members.has(name));
  });
}

/** Takes the special meaning from the characters of a pattern. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** A template such as `state.${state}` stands for some keys; one like `${key}` or `${a} ${b}` for none. */
function saysSomething(template: readonly (string | undefined)[]): boolean {
  return template.length > 1 && template.some((part) => part !== undefined && /^[\w.]*\w[\w.]*$/.test(part));
}

/** A template of two values and nothing else, such as `${device}${problem}`. */
function isComposed(template: readonly (string | undefined)[]): boolean {
  return template.length === 5 && template.every((part) => part === undefined || part === '');
}

/** A composed key counts as used when both of its halves stand as strings in the files near by. */
function composedKey(start: string, near: readonly Source[]): (key: string) => boolean {
  const strings = new Set(near.flatMap((source) => source.strings));
  return (key) => {
    if (!key.startsWith(start)) return false;
    const rest = key.slice(start.length);
    return [...rest].some((_, cut) => cut > 0 && strings.has(rest.slice(0, cut)) && strings.has(rest.slice(cut)));
  };
}

function branchesOf(key: string): string[] {
  const parts = key.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

function neighboursOf(sources: readonly Source[]): Map<string, Source[]> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const neighbours = new Map<string, Source[]>();
  for (const source of sources) {
    for (const statement of source.imports) {
      const target = byPath.get(resolveImport(source.path, statement.specifier) ?? '');
      if (target === undefined) continue;
      neighbours.set(source.path, [...(neighbours.get(source.path) ?? []), target]);
      neighbours.set(target.path, [...(neighbours.get(target.path) ?? []), source]);
    }
  }
  return neighbours;
}
