/**
 * npm run migration -- NAME: writes the next migration from the difference between the data model of the newest
 * migration (prisma/migrations/last-schema) and the present one. Hand-written SQL (checks, exclusions, functions,
 * partial indexes) goes into the file afterwards, or into a migration `NAME_invariants` of its own (`--empty`).
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lastSchemaFolder, migrationsFolder, readMigrations, readSchema, schemaFolder } from '#prisma/engine/files.ts';
import { schemaDifference } from '#prisma/engine/migrations.ts';

const empty = process.argv.includes('--empty');
const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write('Usage: npm run migration -- name_in_lower_case [--empty]\n');
  process.exit(1);
}

const sql = empty ? '' : await schemaDifference(readSchema(lastSchemaFolder), readSchema(schemaFolder));
if (!empty && /^\s*(-- This is an empty migration\.)?\s*$/.test(sql)) {
  process.stdout.write('The data model has not changed: no migration written.\n');
  process.exit(0);
}

const stamp = new Date().toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
const newest = readMigrations().at(-1)?.name.slice(0, 14) ?? '0';
if (stamp <= newest) throw new Error(`The newest migration is dated ${newest}, after now: check the clock.`);
const folder = path.join(migrationsFolder, `${stamp}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'migration.sql'), sql);
if (!empty) {
  rmSync(lastSchemaFolder, { recursive: true, force: true });
  cpSync(schemaFolder, lastSchemaFolder, { recursive: true });
}
process.stdout.write(`Wrote ${path.relative(process.cwd(), folder)}/migration.sql: read it before you commit it.\n`);
