import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readExamples, readTree } from './read-tree.ts';
import { checkTree, describeViolation } from './rules.ts';
import { type RuleName, ruleNames } from './violation.ts';

/** The promises that a rule keeps, for those who ask which test keeps a promise. */
const promises: Partial<Record<RuleName, string>> = {
  'no-recording-code': 'VC3, VB4',
  'no-third-party-host': 'DP2',
  'domain-declares-retention': 'DP4',
};
const rules = ruleNames.map((rule) => ({ rule, title: rule in promises ? `${rule} (${promises[rule]})` : rule }));

const here = (folder: string): string => fileURLToPath(new URL(folder, import.meta.url));
const badExamples = readExamples(here('./bad-examples'));
const goodExamples = readExamples(here('./good-examples'));

describe('the tree', () => {
  const tree = readTree(here('../..'));

  test('is read', () => {
    expect(tree.map((file) => file.path)).toContain('tests/architecture/imports.test.ts');
    expect(tree.filter((file) => file.path.startsWith('lib/')).length).toBeGreaterThan(10);
  });

  const violations = checkTree(tree);

  test.each(rules)('keeps the rule $title', ({ rule }) => {
    expect(violations.filter((violation) => violation.rule === rule).map(describeViolation)).toEqual([]);
  });
});

describe('bad examples', () => {
  test('there is one for each rule', () => {
    expect(new Set(badExamples.map((example) => example.rule))).toEqual(new Set(ruleNames));
  });

  test.each(badExamples)('$name is caught', ({ rule, files }) => {
    const found = checkTree(files);
    expect(found.map((violation) => violation.rule)).toContain(rule);
    // An example shows its own rule alone: else it could pass for another's sake.
    expect(new Set(found.map((violation) => violation.rule))).toEqual(new Set([rule]));
    for (const violation of found) expect(violation.instead).not.toBe('');
  });
});

describe('good examples', () => {
  test('there are some', () => {
    expect(goodExamples.length).toBeGreaterThan(0);
  });

  test.each(goodExamples)('$name passes', ({ files }) => {
    expect(checkTree(files).map(describeViolation)).toEqual([]);
  });
});
