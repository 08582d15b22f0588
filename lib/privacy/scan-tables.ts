import { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';
import type { Database } from '#lib/platform/db.ts';
import { identifier } from './plan-removal.ts';

/** Where a text was found. The text itself is not repeated: `text` is its place in the list that was asked for. */
export interface Finding {
  table: string;
  column: string;
  text: number;
  rows: number;
}

const columns = z.array(z.object({ table: z.string(), column: z.string(), bytes: z.boolean() }));
const counts = z.tuple([z.record(z.string(), z.int())]);

/**
 * Looks for plain texts in every column of every table, whatever its type: bytes for the text's UTF-8, everything else
 * as it prints (so ids are found too). Letter case does not matter.
 * @param database under a role that may read all tables (the owner of the schema)
 * @param texts names, numbers, sentences or ids; at least 3 characters each
 */
export async function scanTables(database: Pick<Database, '$queryRaw'>, texts: readonly string[]): Promise<Finding[]> {
  if (texts.some((text) => text.length < 3)) throw new Error('A text to look for has at least 3 characters');
  const all = columns.parse(
    await database.$queryRaw`
      SELECT cls.relname AS table, att.attname AS column, att.atttypid = 'bytea'::regtype AS bytes
      FROM pg_attribute att JOIN pg_class cls ON cls.oid = att.attrelid
      WHERE cls.relkind IN ('r', 'm') AND cls.relnamespace = current_schema()::regnamespace
        AND att.attnum > 0 AND NOT att.attisdropped
      ORDER BY 1, 2`,
  );
  const findings: Finding[] = [];
  for (const { table, column, bytes } of all) {
    const tests = texts.map((text, index) => {
      const found = bytes ? inBytes(column, text) : inText(column, text);
      return Prisma.sql`${index.toString()}::text, (count(*) FILTER (WHERE ${found}))::int`;
    });
    const [rows] = counts.parse(
      (
        await database.$queryRaw<{ found: unknown }[]>`
        SELECT jsonb_build_object(${Prisma.join(tests)}) AS found FROM ${identifier(table)}`
      ).map((row) => row.found),
    );
    for (const [index, count] of Object.entries(rows)) {
      if (count > 0) findings.push({ table, column, text: Number(index), rows: count });
    }
  }
  return findings;
}

function inText(column: string, text: string): Prisma.Sql {
  // In JSON a quote or backslash is written with a backslash before it.
  const escaped = JSON.stringify(text).slice(1, -1);
  const printed = Prisma.sql`lower(${identifier(column)}::text)`;
  return Prisma.sql`strpos(${printed}, lower(${text}::text)) > 0 OR strpos(${printed}, lower(${escaped}::text)) > 0`;
}

function inBytes(column: string, text: string): Prisma.Sql {
  const forms = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  const each = forms.map(
    (form) => Prisma.sql`position(convert_to(${form}::text, 'UTF8') IN ${identifier(column)}) > 0`,
  );
  return Prisma.join(each, ' OR ');
}
