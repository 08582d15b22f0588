import { describe, expect, it } from 'vitest';
import { dataModelOf, type Model } from '#lib/platform/data-model.ts';
import { openDatabase } from '#lib/platform/db.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import { checkRules } from './check-rules.ts';
import { retentionRules } from './gather-retention.ts';
import { subjectData } from './gather-subject-data.ts';

// Never connected: only its data model is read.
const models = dataModelOf(openDatabase('postgresql://nobody@localhost/nothing'));

describe('the real data model (DP4)', () => {
  it('has every stored field of every model in exactly one rule', () => {
    expect(models.length).toBeGreaterThan(20);
    expect(checkRules(models, retentionRules())).toEqual([]);
  });

  it('fails as soon as any one rule is missing', () => {
    const rules = retentionRules();
    const unnoticed = rules.filter(
      (rule) =>
        checkRules(
          models,
          rules.filter((other) => other !== rule),
        ).length === 0,
    );
    // A rule for some fields of a model may go without a gap where a rule for all the others takes over.
    expect(unnoticed.every((rule) => rule.fields !== '*')).toBe(true);
    expect(unnoticed.length).toBeLessThan(4);
  });

  it('fails for every model that a migration adds', () => {
    const added: Model = {
      name: 'Surprise' as Model['name'],
      table: 'surprise',
      fields: [{ name: 'id', column: 'id' }],
    };
    expect(checkRules([...models, added], retentionRules())).toEqual(['Surprise: no retention rule']);
  });

  it('is known to the rights of a person: every model with data of members is in one subject-data.ts', () => {
    const listed = subjectData().flatMap((domain) => domain.subjectModels);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.every((name) => models.some((model) => model.name === name))).toBe(true);
    const personal = new Set(
      retentionRules()
        .filter((rule) => rule.legalBasis !== 'no personal data')
        .map((rule) => rule.model),
    );
    const ofStaff = ['Staff', 'Resource', 'Absence', 'StaffCredential', 'StaffSession', 'SignInAttempt'];
    const missing = [...personal].filter((name) => !ofStaff.includes(name) && !listed.includes(name));
    expect(missing).toEqual([]);
    expect(ofStaff.filter((name) => (listed as readonly string[]).includes(name))).toEqual([]);
  });
});

const note: Model = {
  name: 'ChatMessage',
  table: 'note',
  fields: [
    { name: 'id', column: 'id' },
    { name: 'createdAt', column: 'created_at' },
    { name: 'kind', column: 'kind', values: ['short', 'long'] },
    { name: 'text', column: 'text' },
  ],
};
const rule: RetentionRule = {
  model: 'ChatMessage',
  fields: '*',
  purpose: 'a test',
  legalBasis: 'no personal data',
  startsAt: 'createdAt',
  keep: { days: 90 },
  goes: 'row',
};

describe('bad examples', () => {
  it.each<[string, RetentionRule[], string[]]>([
    ['a model without a rule', [], ['ChatMessage: no retention rule']],
    ['a field in no rule', [{ ...rule, fields: ['id', 'createdAt', 'kind'] }], ['ChatMessage.text: in no rule']],
    [
      'a field in two rules',
      [rule, { ...rule, fields: ['text'], goes: 'fields' }, { ...rule, fields: ['text', 'kind'], goes: 'fields' }],
      ['ChatMessage.text: in 2 rules'],
    ],
    [
      'two rules for the whole row',
      [rule, rule],
      ['id', 'createdAt', 'kind', 'text'].map((name) => `ChatMessage.${name}: in 2 rules`),
    ],
    [
      'a kind of row that was forgotten',
      [{ ...rule, when: { kind: ['short'] } }],
      ['id', 'createdAt', 'kind', 'text'].map((name) => `ChatMessage.${name}: in no rule where kind is long`),
    ],
    [
      'a kind of row in two rules',
      [
        rule,
        { ...rule, fields: ['text'], goes: 'fields' },
        { ...rule, fields: ['text'], goes: 'fields', when: { kind: ['long'] } },
      ],
      ['ChatMessage.text: in 2 rules where kind is long'],
    ],
    [
      'a field that does not exist',
      [rule, { ...rule, fields: ['txet'], goes: 'fields' }],
      ['ChatMessage: no field txet'],
    ],
    [
      'a start that does not exist',
      [{ ...rule, startsAt: 'bornAt' }],
      ['ChatMessage: no field bornAt that could start the clock'],
    ],
    ['a key that does not exist', [{ ...rule, keyRef: 'key' }], ['ChatMessage: no field key for the data key']],
    [
      'a kind told by a plain text',
      [{ ...rule, when: { text: ['a'] } }],
      ['ChatMessage: "when" asks text, which is no field of an enum'],
    ],
    [
      'a kind that does not exist',
      [{ ...rule, when: { kind: ['huge'] } }],
      ['ChatMessage: "when" asks kind for a value it cannot have'],
    ],
    [
      'an owner that never goes',
      [{ ...rule, goes: { with: 'Consultation' } }],
      ['ChatMessage: goes with Consultation, which has no rule that ends its rows'],
    ],
    ['emptying everything', [{ ...rule, goes: 'fields' }], ['ChatMessage: a rule that empties fields names them']],
    [
      'a rule for a model that is gone',
      [rule, { ...rule, model: 'Activity' }],
      ['Activity: a rule names it, but there is no such model'],
    ],
  ])('%s is found', (_name, rules, faults) => {
    expect(checkRules([note], rules)).toEqual(faults);
  });

  it('do not include a sound model', () => {
    expect(checkRules([note], [rule])).toEqual([]);
    expect(checkRules([note], [rule, { ...rule, fields: ['text'], keep: { days: 7 }, goes: 'fields' }])).toEqual([]);
    expect(
      checkRules(
        [note],
        [
          { ...rule, when: { kind: ['short'] } },
          { ...rule, when: { kind: ['long'] } },
        ],
      ),
    ).toEqual([]);
  });
});
