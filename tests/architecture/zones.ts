/** Where a file stands in the order of docs/architecture.md, read from its path alone. */
export type Zone =
  | { kind: 'app' }
  | { kind: 'component'; domain: string }
  | { kind: 'ui' }
  | { kind: 'platform' }
  | { kind: 'core' | 'schema' | 'use-case' | 'inner'; domain: string }
  | { kind: 'process' }
  | { kind: 'prisma' }
  | { kind: 'generated' }
  | { kind: 'messages' }
  | { kind: 'script' }
  | { kind: 'test' }
  | { kind: 'root' };

/** The domains' use cases, schema and core that a domain may call. What is not listed goes through the outbox. */
export const listedDomains: Readonly<Record<string, readonly string[]>> = {
  audit: [],
  organisation: [],
  identity: ['organisation', 'audit'],
  messaging: ['identity', 'audit'],
  booking: ['organisation', 'identity', 'messaging', 'audit'],
  consultation: ['booking', 'organisation', 'identity', 'messaging', 'audit'],
  voicebot: ['booking', 'organisation', 'identity', 'messaging', 'audit'],
  privacy: [],
};

/** Files of a domain that are its own business; privacy alone also reads retention.ts and subject-data.ts. */
const innerFile = /(\.sql|^retention|^subject-data|^jobs|^policy)\.ts$/;

export function zoneOf(path: string): Zone {
  const [top = '', second = '', ...rest] = path.split('/');
  if (/\.test\.tsx?$/.test(path)) return { kind: 'test' };
  switch (top) {
    case 'app':
      return { kind: 'app' };
    case 'proxy.ts':
    case 'instrumentation.ts':
      return { kind: 'app' };
    case 'components':
      return second === 'ui' ? { kind: 'ui' } : { kind: 'component', domain: second };
    case 'lib': {
      if (second === 'platform') return { kind: 'platform' };
      const name = rest.join('/');
      if (rest[0] === 'core') return { kind: 'core', domain: second };
      if (name === 'schema.ts') return { kind: 'schema', domain: second };
      return { kind: rest.length > 1 || innerFile.test(name) ? 'inner' : 'use-case', domain: second };
    }
    case 'processes':
      return { kind: 'process' };
    case 'prisma':
      return { kind: second === 'generated' ? 'generated' : 'prisma' };
    case 'messages':
      return { kind: 'messages' };
    case 'scripts':
      return { kind: 'script' };
    case 'tests':
      return { kind: 'test' };
    default:
      return { kind: 'root' };
  }
}

/** The path an import leads to, or undefined for a package. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
