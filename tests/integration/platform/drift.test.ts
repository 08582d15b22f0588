import { describe, expect, it } from 'vitest';
import { readSchema, schemaFolder } from '#prisma/engine/files.ts';
import { applyMigrations, schemaDifference } from '#prisma/engine/migrations.ts';
import { withClient } from '#prisma/roles.ts';
import { databaseUrl, emptyDatabase } from '#tests/setup/databases.ts';

/**
 * What the migrations make and the data model cannot say. Each entry is one thing, written out, so that a forgotten or
 * misspelt one shows.
 */
const handWritten = new Set([
  'index appointment_expiring',
  'index claim_no_overlap',
  'index claim_packed',
  'index waiting_entry_joining',
  'index waiting_entry_person',
  'index appointment_refused',
  'index waiting_offer_open_person',
  'index waiting_offer_open_time',
]);

/** Everything of the catalog that a data model speaks about, one line per thing, in a form that can be compared. */
const CATALOG = `
  SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT CASE WHEN i.indexrelid::regclass::text = ANY ($1) THEN 'index ' || i.indexrelid::regclass ELSE pg_get_indexdef(i.indexrelid) END
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
  UNION ALL
  SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
  ORDER BY 1`;

async function catalogAfter(prepare: (url: string) => Promise<unknown>): Promise<string[]> {
  const url = databaseUrl('migrate', await emptyDatabase());
  await prepare(url);
  const names = [...handWritten].map((line) => line.replace('index ', ''));
  const { rows } = await withClient(url, (client) => client.query<{ line: string }>(CATALOG, [names]));
  return rows.map((row) => row.line).filter((line) => !line.includes('_prisma_migrations'));
}

describe('migrations and data model', () => {
  it('lead to the same tables (otherwise: npm run migration -- NAME)', async () => {
    const migrated = await catalogAfter(applyMigrations);
    const modelled = await catalogAfter(async (url) => {
      const sql = await schemaDifference([], readSchema(schemaFolder));
      await withClient(url, async (client) => {
        // The model's defaults name the clock, which a migration makes before the first table.
        await client.query('CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT now() $$');
        await client.query(sql);
      });
    });
    expect(migrated.length).toBeGreaterThan(100);
    const onlyMigrated = migrated.filter((line) => !modelled.includes(line));
    const onlyModelled = modelled.filter((line) => !migrated.includes(line));
    expect({ onlyMigrated, onlyModelled }).toEqual({ onlyMigrated: [...handWritten].sort(), onlyModelled: [] });
  });

  it('apply once: a second run finds nothing to do', async () => {
    const url = databaseUrl('migrate', await emptyDatabase());
    expect(await applyMigrations(url)).not.toEqual([]);
    expect(await applyMigrations(url)).toEqual([]);
  });

  it('notices a column that no migration makes', async () => {
    const present = readSchema(schemaFolder);
    const changed = present.map((file) => ({
      ...file,
      content: file.content.replace('model JobRun {', 'model JobRun {\n  forgotten Int'),
    }));
    expect(await schemaDifference(present, changed)).toContain('ADD COLUMN     "forgotten" INTEGER NOT NULL');
    expect(await schemaDifference(present, present)).toContain('empty migration');
  });
});
