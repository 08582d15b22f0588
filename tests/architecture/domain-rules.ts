import type { TreeFile } from './source.ts';
import type { Violation } from './violation.ts';

/** Every domain that stores something declares how it goes and how one person's share is given out and erased (DP4). */
export function checkDomains(files: readonly TreeFile[]): Violation[] {
  const paths = new Set(files.map((file) => file.path));
  return files.flatMap((file) => {
    const domain = /^prisma\/schema\/([\w-]+)\.prisma$/.exec(file.path)?.[1];
    // The platform is no domain: its few rows are declared by privacy, which knows every model.
    if (domain === undefined || domain === 'platform' || !/^model\s/m.test(file.text)) return [];
    return ['retention.ts', 'subject-data.ts']
      .map((name) => `lib/${domain}/${name}`)
      .filter((path) => !paths.has(path))
      .map((path) => ({
        file: file.path,
        rule: 'domain-declares-retention',
        found: `${path} is missing`,
        instead: `Write ${path} for the models of this file.`,
      }));
  });
}
