import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SchemaFile } from './load.ts';

const here = import.meta.dirname;

/** Folder of the data model, one file per domain. */
export const schemaFolder = path.join(here, '..', 'schema');
/** Folder of the migrations, one folder each, applied in the order of their names. */
export const migrationsFolder = path.join(here, '..', 'migrations');
/** The data model as it was when the newest migration was written; the next one is the difference from here. */
export const lastSchemaFolder = path.join(migrationsFolder, 'last-schema');

/** All `.prisma` files of a folder, by name; empty when there is no such folder. */
export function readSchema(folder: string): SchemaFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(path.join(folder, name), 'utf8') }));
}

export type Migration = { name: string; sql: string };

/** All migrations in the order in which they are applied. */
export function readMigrations(): Migration[] {
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8') }));
}
