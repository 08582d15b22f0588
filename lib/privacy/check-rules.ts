import type { Model } from '#lib/platform/data-model.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';

/**
 * What is wrong with the retention rules of a data model, in sentences; empty when every stored field of every kind of
 * row has exactly one clock (DP4). Pure, so that the test that holds it can be shown bad examples.
 */
export function checkRules(models: readonly Model[], rules: readonly RetentionRule[]): string[] {
  const unknown = rules.filter((rule) => !models.some((model) => model.name === rule.model));
  return [
    ...unknown.map((rule) => `${rule.model}: a rule names it, but there is no such model`),
    ...models.flatMap((model) =>
      checkModel(
        model,
        rules.filter((rule) => rule.model === model.name),
        rules,
      ),
    ),
  ];
}

function checkModel(model: Model, rules: readonly RetentionRule[], all: readonly RetentionRule[]): string[] {
  if (rules.length === 0) return [`${model.name}: no retention rule`];
  const faults = rules.flatMap((rule) => checkRule(model, rule, all));
  if (faults.length > 0) return faults;
  return [...new Set(kindsOfRows(model, rules).flatMap((kind) => checkFields(model, rules, kind)))];
}

function checkRule(model: Model, rule: RetentionRule, all: readonly RetentionRule[]): string[] {
  const names = new Set(model.fields.map((field) => field.name));
  const faults: string[] = [];
  const say = (fault: string) => faults.push(`${model.name}: ${fault}`);
  for (const field of rule.fields === '*' ? [] : rule.fields) if (!names.has(field)) say(`no field ${field}`);
  if (rule.keyRef !== undefined && !names.has(rule.keyRef)) say(`no field ${rule.keyRef} for the data key`);
  for (const [field, values] of Object.entries(rule.when ?? {})) {
    const known = model.fields.find((candidate) => candidate.name === field)?.values;
    if (known === undefined) say(`"when" asks ${field}, which is no field of an enum`);
    else if (values.some((value) => !known.includes(value))) say(`"when" asks ${field} for a value it cannot have`);
  }
  if (typeof rule.goes === 'object') {
    const owner = rule.goes.with;
    const ends = all.some((other) => other.model === owner && (other.goes === 'row' || typeof other.goes === 'object'));
    if (!ends) say(`goes with ${owner}, which has no rule that ends its rows`);
    if (rule.keyRef !== undefined) say('a row with a data key of its own needs a clock of its own');
    return faults;
  }
  if (!names.has(rule.startsAt) && rule.keep !== 'in-use') say(`no field ${rule.startsAt} that could start the clock`);
  if (rule.goes === 'fields' && rule.fields === '*') say('a rule that empties fields names them');
  return faults;
}

type Kind = Record<string, string>;

/** Every combination of the values that rules tell rows apart by; one empty combination when none does. */
function kindsOfRows(model: Model, rules: readonly RetentionRule[]): Kind[] {
  const asked = [...new Set(rules.flatMap((rule) => Object.keys(rule.when ?? {})))];
  return asked.reduce<Kind[]>(
    (kinds, field) => {
      const values = model.fields.find((candidate) => candidate.name === field)?.values ?? [];
      return kinds.flatMap((kind) => values.map((value) => ({ ...kind, [field]: value })));
    },
    [{}],
  );
}

function checkFields(model: Model, rules: readonly RetentionRule[], kind: Kind): string[] {
  const fitting = rules.filter((rule) =>
    Object.entries(rule.when ?? {}).every(([field, values]) => values.includes(kind[field] ?? '')),
  );
  const named = fitting.flatMap((rule) => (rule.fields === '*' ? [] : rule.fields));
  const wholes = fitting.filter((rule) => rule.fields === '*').length;
  const where = Object.entries(kind)
    .map(([field, value]) => ` where ${field} is ${value}`)
    .join(' and');
  return model.fields.flatMap(({ name }) => {
    const count = named.filter((field) => field === name).length || wholes;
    if (count === 0) return [`${model.name}.${name}: in no rule${where}`];
    return count > 1 ? [`${model.name}.${name}: in ${count} rules${where}`] : [];
  });
}
