import { Prisma } from '#prisma/generated/client.ts';
import type { Model } from '#lib/platform/data-model.ts';
import { cutOff, cutOffSql, type RetentionRule } from '#lib/platform/retention.ts';
import type { Temporal } from '#lib/platform/time.ts';

/** A rule with a clock of its own, in the words of the database. */
export interface Removal {
  rule: RetentionRule;
  model: Model;
  /** The same for the same rule, however often the rules are read */
  id: string;
  /** In reports: the model, with the fields where only they go */
  name: string;
  table: Prisma.Sql;
  /** Column that starts the clock */
  start: Prisma.Sql;
  /** Column of the data key's reference, or null */
  key: Prisma.Sql | null;
  /** Columns to be set to null; empty when the row goes */
  empties: readonly Prisma.Sql[];
}

/** Rules whose values go by themselves, keys' owners first: a key ends its whole matter at once. */
export function planRemovals(models: readonly Model[], rules: readonly RetentionRule[]): Removal[] {
  const own = rules.filter((rule) => rule.keep !== 'in-use' && typeof rule.goes === 'string');
  const planned = own.map((rule) => planRemoval(models, rule));
  return [...planned.filter((removal) => removal.key !== null), ...planned.filter((removal) => removal.key === null)];
}

function planRemoval(models: readonly Model[], rule: RetentionRule): Removal {
  const model = models.find((candidate) => candidate.name === rule.model);
  if (model === undefined) throw new Error(`Retention rule for the unknown model ${rule.model}`);
  const column = (name: string) => columnOf(model, name);
  const emptied = rule.goes === 'fields' && rule.fields !== '*' ? rule.fields : [];
  const name = emptied.length === 0 ? rule.model : `${rule.model}.${emptied.join(',')}`;
  return {
    rule,
    model,
    id: JSON.stringify([name, rule.fields, rule.when ?? {}]),
    name,
    table: identifier(model.table),
    start: column(rule.startsAt),
    key: rule.keyRef === undefined || rule.goes !== 'row' ? null : column(rule.keyRef),
    empties: emptied.map(column),
  };
}

function columnOf(model: Model, name: string): Prisma.Sql {
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`Retention rule for the unknown field ${model.name}.${name}`);
  return identifier(field.column);
}

/** A name of the data model as an identifier of SQL. */
export function identifier(name: string): Prisma.Sql {
  return Prisma.raw(`"${name.replaceAll('"', '""')}"`);
}

/**
 * The rows of a removal whose clock has run out and that are not removed yet.
 * @param now that instant instead of `app_now()`
 */
export function expiredSql(removal: Removal, now?: Temporal.Instant): Prisma.Sql {
  const { keep } = removal.rule;
  return startedBefore(removal, now === undefined ? cutOffSql(keep) : instantSql(cutOff(keep, now)));
}

/** The same, for rows that were chosen by it: the cut-off is computed once and not for each of them. */
export function stillExpiredSql(removal: Removal): Prisma.Sql {
  return startedBefore(removal, Prisma.sql`(SELECT ${cutOffSql(removal.rule.keep)})`);
}

function startedBefore({ rule, model, start, empties }: Removal, limit: Prisma.Sql): Prisma.Sql {
  const kinds = Object.entries(rule.when ?? {}).map(
    ([field, values]) => Prisma.sql`${columnOf(model, field)} IN (${Prisma.join(values.map(word))})`,
  );
  const left = empties.map((column) => Prisma.sql`${column} IS NOT NULL`);
  const all = [
    Prisma.sql`${start} < ${limit}`,
    ...kinds,
    ...(left.length === 0 ? [] : [Prisma.sql`(${Prisma.join(left, ' OR ')})`]),
  ];
  return Prisma.join(all, ' AND ');
}

function instantSql(instant: Temporal.Instant | null): Prisma.Sql {
  return instant === null ? Prisma.sql`'-infinity'::timestamptz` : Prisma.sql`${instant.toString()}::timestamptz`;
}

/** Literal, not a parameter: only so does a partial index such as "where state is held" fit. */
function word(value: string): Prisma.Sql {
  if (!/^\w+$/.test(value)) throw new Error('A value of an enum is one word');
  return Prisma.raw(`'${value}'`);
}
