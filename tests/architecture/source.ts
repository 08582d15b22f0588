import { type CallExpression, type Expression, parseSync, type TemplateLiteral, Visitor } from 'oxc-parser';

/** One file of the tree: its path from the project's root, with `/`, and its text. */
export type TreeFile = { path: string; text: string };

/** An import, re-export or dynamic import as it is written; `names` are the imported names, `*` for everything. */
export type ImportStatement = { specifier: string; names: string[]; isReExport: boolean };

/** A call `t('key')` of next-intl: the namespace of the translator, and the key, if it can be read from the source. */
export type TranslationCall = { namespace: string; key: string | undefined };

/** What the rules need to know about a source file. Comments are in none of it. */
export type Source = {
  path: string;
  imports: ImportStatement[];
  /** True when the file does nothing but pass on what other files export. */
  onlyReExports: boolean;
  directives: string[];
  /** Text in quotes, in JSX and the fixed parts of templates. */
  strings: string[];
  /** Templates as patterns: the fixed parts, with an undefined between two of them. */
  templates: (string | undefined)[][];
  /** What reads the clock of the process, such as `Date.now()`. */
  clockReads: string[];
  translations: TranslationCall[];
  /** Names after a dot, such as `title` in `texts.title`. */
  members: Set<string>;
};

const makesTranslator = new Set(['useTranslations', 'getTranslations', 'createTranslator']);

/**
 * Reads one TypeScript or JavaScript file.
 *
 * @throws Error when the file cannot be parsed: a rule must not pass because nothing was read
 */
export function parseSource(file: TreeFile): Source {
  const { program, module, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path}: ${errors[0]?.message ?? 'cannot be parsed'}`);

  const imports: ImportStatement[] = module.staticImports.map((statement) => ({
    specifier: statement.moduleRequest.value,
    names: statement.entries.map(
      (entry) => entry.importName.name ?? (entry.importName.kind === 'Default' ? 'default' : '*'),
    ),
    isReExport: false,
  }));
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) {
      if (entry.moduleRequest === null) continue;
      const names = [entry.importName.name ?? '*'];
      imports.push({ specifier: entry.moduleRequest.value, names, isReExport: true });
    }
  }

  const source: Source = {
    path: file.path,
    imports,
    onlyReExports:
      imports.some((statement) => statement.isReExport) &&
      program.body.every(
        (node) =>
          node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null),
      ),
    directives: [],
    strings: [],
    templates: [],
    clockReads: [],
    translations: [],
    members: new Set(),
  };
  const translators = new Map<string, Set<string>>();
  const keyCalls: { translator: string; call: CallExpression }[] = [];

  new Visitor({
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') {
        imports.push({ specifier: node.source.value, names: ['*'], isReExport: false });
      }
    },
    TSImportType(node) {
      imports.push({ specifier: node.source.value, names: ['*'], isReExport: false });
    },
    ExpressionStatement(node) {
      if ('directive' in node && typeof node.directive === 'string') source.directives.push(node.directive);
    },
    Literal(node) {
      if (typeof node.value === 'string') source.strings.push(node.value);
    },
    JSXText(node) {
      if (node.value.trim() !== '') source.strings.push(node.value);
    },
    TemplateLiteral(node) {
      source.templates.push(patternOf(node));
      for (const part of node.quasis) if (part.value.raw !== '') source.strings.push(part.value.raw);
    },
    MemberExpression(node) {
      if (node.property.type === 'Identifier' && !node.computed) source.members.add(node.property.name);
    },
    NewExpression(node) {
      if (isName(node.callee, 'Date') && node.arguments.length === 0) source.clockReads.push('new Date()');
    },
    VariableDeclarator(node) {
      if (node.id.type !== 'Identifier' || node.init === null) return;
      const init = node.init.type === 'AwaitExpression' ? node.init.argument : node.init;
      const namespace = init.type === 'CallExpression' ? namespaceOf(init) : undefined;
      if (namespace === undefined) return;
      translators.set(node.id.name, (translators.get(node.id.name) ?? new Set()).add(namespace));
    },
    CallExpression(node) {
      const callee = node.callee;
      if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
        const method = callee.property.name;
        if (isName(callee.object, 'Date') && method === 'now') source.clockReads.push('Date.now()');
        if (callee.object.type === 'MemberExpression' && isName(callee.object.object, 'Temporal')) {
          const { property } = callee.object;
          if (property.type === 'Identifier' && property.name === 'Now')
            source.clockReads.push(`Temporal.Now.${method}()`);
        }
        if (callee.object.type === 'Identifier') keyCalls.push({ translator: callee.object.name, call: node });
      }
      if (callee.type === 'Identifier') keyCalls.push({ translator: callee.name, call: node });
    },
  }).visit(program);

  for (const { translator, call } of keyCalls) {
    for (const namespace of translators.get(translator) ?? []) {
      const argument = call.arguments[0];
      if (argument === undefined || argument.type === 'SpreadElement') continue;
      for (const key of keysOf(argument)) source.translations.push({ namespace, key });
    }
  }
  return source;
}

/** The namespace a translator is made for; '' when it is made for all of them. */
function namespaceOf(call: CallExpression): string | undefined {
  if (call.callee.type !== 'Identifier' || !makesTranslator.has(call.callee.name)) return undefined;
  const argument = call.arguments[0];
  if (argument === undefined) return '';
  if (argument.type === 'Literal' && typeof argument.value === 'string') return argument.value;
  if (argument.type !== 'ObjectExpression') return undefined;
  for (const property of argument.properties) {
    if (property.type !== 'Property' || !isName(property.key, 'namespace')) continue;
    if (property.value.type === 'Literal' && typeof property.value.value === 'string') return property.value.value;
    return undefined;
  }
  return '';
}

/** The keys an argument can stand for; undefined among them for one that only the running program knows. */
function keysOf(argument: Expression): (string | undefined)[] {
  switch (argument.type) {
    case 'Literal':
      return [typeof argument.value === 'string' ? argument.value : undefined];
    case 'ConditionalExpression':
      return [...keysOf(argument.consequent), ...keysOf(argument.alternate)];
    // Templates are matched as patterns, by the messages' rule.
    case 'TemplateLiteral':
      return [];
    default:
      return [undefined];
  }
}

function patternOf(node: TemplateLiteral): (string | undefined)[] {
  return node.quasis.flatMap((part, index) => (index === 0 ? [part.value.raw] : [undefined, part.value.raw]));
}

function isName(node: { type: string }, name: string): boolean {
  return node.type === 'Identifier' && 'name' in node && node.name === name;
}
