import type { ImportStatement, Source } from './source.ts';
import type { RuleName, Violation } from './violation.ts';
import { listedDomains, resolveImport, type Zone, zoneOf } from './zones.ts';

type Refusal = { rule: RuleName; instead: string };

const database = 'lib/platform/db.ts';
/** Parts of the platform that a pure part or a view may use. */
const sharedPlatform = /^lib\/platform\/(time\.ts|format-time\.ts|i18n\/)/;
/** The drivers beneath it. */
const databasePackage = /^(pg$|@prisma\/)/;
/** Packages that reach outside of a function's arguments. */
const outsidePackage =
  /^(node:(?!(crypto|util|buffer)$)|next($|\/)|next-auth|react($|\/)|react-dom|pg$|@prisma\/|server-only$|nodemailer|pino$|livekit-server-sdk)/;

/**
 * Who may import whom.
 *
 * @param sources every parsed file of the tree
 * @param paths every path of the tree, to find imports that lead nowhere
 */
export function checkImports(sources: readonly Source[], paths: ReadonlySet<string>): Violation[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((statement) => {
      const target = resolveImport(source.path, statement.specifier);
      const refusal =
        target === undefined
          ? refusePackage(zoneOf(source.path), statement)
          : refuse(source.path, target, statement, paths);
      return refusal === undefined ? [] : [{ file: source.path, found: statement.specifier, ...refusal }];
    }),
  );
}

function refusePackage(from: Zone, statement: ImportStatement): Refusal | undefined {
  if (from.kind === 'core') return refuseCorePackage(statement);
  const isView = ['app', 'ui', 'component'].includes(from.kind);
  if (!databasePackage.test(statement.specifier) || !(isView || 'domain' in from)) return undefined;
  return { rule: 'database-only-in-lib', instead: `There is one way to the database: import it from #${database}.` };
}

function refuseCorePackage(statement: ImportStatement): Refusal | undefined {
  if (!outsidePackage.test(statement.specifier)) return undefined;
  return { rule: 'core-is-pure', instead: 'Give core the value as an argument; read it in the use case.' };
}

function refuse(
  path: string,
  target: string,
  statement: ImportStatement,
  paths: ReadonlySet<string>,
): Refusal | undefined {
  const from = zoneOf(path);
  if (from.kind === 'test') return undefined;
  const to = zoneOf(target);
  if (to.kind !== 'generated' && !paths.has(target)) {
    return { rule: 'unresolved-import', instead: 'Name an existing file with its extension, from the folder or by #.' };
  }
  if (isDatabase(target, to) && from.kind !== 'core' && !mayTouchDatabase(from)) {
    return { rule: 'database-only-in-lib', instead: 'Write a use case in lib/<domain> and call that.' };
  }
  const importsPrivacy = 'domain' in to && to.domain === 'privacy' && to.kind !== 'component';
  if (importsPrivacy && !mayImportPrivacy(from)) {
    return {
      rule: 'nobody-imports-privacy',
      instead: 'Declare it in the domain (retention.ts, subject-data.ts); privacy gathers it from there.',
    };
  }
  switch (from.kind) {
    case 'app':
      return refuseApp(to);
    case 'ui':
    case 'component':
      return refuseComponent(from, to, target);
    case 'core':
      return refuseCore(from.domain, to, target, statement);
    case 'schema':
    case 'use-case':
    case 'inner':
      return refuseDomain(from.domain, to, target);
    case 'platform':
      return ['platform', 'generated', 'messages'].includes(to.kind)
        ? undefined
        : {
            rule: 'platform-knows-no-domain',
            instead: 'Pass it in from the domain, or register it in a composition root.',
          };
    case 'process':
      return ['app', 'ui', 'component', 'test', 'script'].includes(to.kind)
        ? {
            rule: 'process-imports',
            instead: 'Move what both need to lib; processes compose lib, prisma and processes.',
          }
        : undefined;
    default:
      return ['app', 'ui', 'component'].includes(to.kind)
        ? { rule: 'upward-import', instead: 'Move what is needed to lib.' }
        : undefined;
  }
}

function isDatabase(target: string, to: Zone): boolean {
  return target === database || to.kind === 'generated';
}

function mayTouchDatabase(from: Zone): boolean {
  return ['use-case', 'inner', 'platform', 'prisma', 'generated', 'script', 'process'].includes(from.kind);
}

function mayImportPrivacy(from: Zone): boolean {
  if ('domain' in from) return from.domain === 'privacy';
  return ['app', 'process', 'script'].includes(from.kind);
}

function refuseApp(to: Zone): Refusal | undefined {
  if (!['process', 'prisma', 'script', 'test'].includes(to.kind)) return undefined;
  return {
    rule: 'app-imports',
    instead: 'Import from components or lib; processes and the schema are not of the web.',
  };
}

function refuseComponent(from: Zone & { kind: 'ui' | 'component' }, to: Zone, target: string): Refusal | undefined {
  if (to.kind === 'ui' || sharedPlatform.test(target)) return undefined;
  if (from.kind === 'ui') {
    return { rule: 'component-imports', instead: 'Primitives know no domain: take data, texts and actions as props.' };
  }
  if ((to.kind === 'schema' || to.kind === 'core' || to.kind === 'component') && to.domain === from.domain)
    return undefined;
  return {
    rule: 'component-imports',
    instead: `Take it as a prop; components/${from.domain} may use components/ui and schema and core of lib/${from.domain}.`,
  };
}

function refuseCore(domain: string, to: Zone, target: string, statement: ImportStatement): Refusal | undefined {
  const isTime = /^lib\/platform\/(format-)?time\.ts$/.test(target);
  if (isTime) {
    const readsClock = statement.names.some((name) => name === '*' || /^(appNow|now)$/.test(name));
    return readsClock ? { rule: 'core-is-pure', instead: 'Take `now` as an argument.' } : undefined;
  }
  if (to.kind !== 'core' && to.kind !== 'schema') {
    return {
      rule: 'core-is-pure',
      instead:
        'core uses core and schema of its own and listed domains, and platform/time; take the rest as arguments.',
    };
  }
  return refuseUnlisted(domain, to.domain);
}

function refuseDomain(domain: string, to: Zone, target: string): Refusal | undefined {
  if (to.kind === 'platform' || to.kind === 'generated' || to.kind === 'messages') return undefined;
  if (!('domain' in to) || to.kind === 'component') {
    return { rule: 'upward-import', instead: 'lib uses lib alone: take it as an argument, or move it to lib.' };
  }
  if (to.domain === domain) return undefined;
  if (domain === 'privacy') {
    return /\/(retention|subject-data)\.ts$/.test(target)
      ? undefined
      : {
          rule: 'domain-inner-file',
          instead: "privacy reads a domain's retention.ts and subject-data.ts, nothing else.",
        };
  }
  if (to.kind === 'inner') {
    return {
      rule: 'domain-inner-file',
      instead: `Call a use case, schema or core of lib/${to.domain}; write the use case there when it is missing.`,
    };
  }
  return refuseUnlisted(domain, to.domain);
}

function refuseUnlisted(domain: string, other: string): Refusal | undefined {
  if (domain === other || listedDomains[domain]?.includes(other)) return undefined;
  return {
    rule: 'domain-not-listed',
    instead: `${domain} may not call ${other}: write an event to the outbox and let jobs.ts of ${other} handle it.`,
  };
}
