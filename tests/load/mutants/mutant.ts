import type { SqlQuery } from '@prisma/driver-adapter-utils';
import type { Replacement, Run } from '../wire.ts';
import type { ViolationKind } from '../violation.ts';

/** A booking that is wrong in one way, as it could be written by mistake. The checker must find each (BK14). */
export interface Mutant {
  name: string;
  /** Statements of the schema's owner that spoil the database */
  sql?: readonly string[];
  /** A statement of the product in a wrong form */
  replacement?: Replacement;
  /** One of these at least is what the checker says */
  finds: readonly ViolationKind[];
}

/** A statement with a part of its text written anew. @throws when the part is not there: the product has changed */
export function rewritten(query: SqlQuery, part: string | RegExp, by: string): SqlQuery {
  const sql = query.sql.replace(part, by);
  if (sql === query.sql) throw new Error(`The statement has no "${part}" any more: mend the mutant`);
  return { ...query, sql };
}

/** A statement made of a part of another one, with the parameters that it names. */
export function partOf(query: SqlQuery, text: string): SqlQuery {
  const used = [...new Set([...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)))];
  return {
    sql: text.replace(/\$(\d+)/g, (_, n: string) => `$${used.indexOf(Number(n)) + 1}`),
    args: used.map((n) => query.args[n - 1]),
    argTypes: used.flatMap((n) => query.argTypes[n - 1] ?? []),
  };
}

/** Ends the transaction that a statement is in, and begins another one. */
export async function committed(run: Run): Promise<void> {
  for (const sql of ['COMMIT', 'BEGIN']) await run({ sql, args: [], argTypes: [] });
}
