import { migrationsFolder, readMigrations, readSchema, schemaFolder } from './files.ts';
import { type SchemaFile, withEngine } from './load.ts';

const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies every migration that the database does not have yet. They are written down in `_prisma_migrations`, as
 * Prisma does it, so `prisma migrate deploy` and `status` remain usable where its native engine is at hand.
 * @param url connection string of the schema's owner
 * @returns names of the migrations applied now, in order
 * @throws the engine's error when a migration fails; what ran before it stays
 */
export function applyMigrations(url: string): Promise<string[]> {
  return withEngine(readSchema(schemaFolder), url, async (engine) => {
    const result = await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        migrationDirectories: readMigrations().map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
        })),
        shadowDbInitScript: '',
      },
      filters: NO_FILTER,
    });
    return result.appliedMigrationNames;
  });
}

/**
 * The SQL that leads from one data model to another; an empty list of files stands for an empty database.
 * Compares files only: no database is read (reading a live PostgreSQL 18 fails in this engine).
 */
export function schemaDifference(from: SchemaFile[], to: SchemaFile[]): Promise<string> {
  const target = (files: SchemaFile[]) =>
    files.length === 0 ? ({ tag: 'empty' } as const) : ({ tag: 'schemaDatamodel', files } as const);
  return withEngine(to, null, async (engine) => {
    const result = await engine.diff({
      from: target(from),
      to: target(to),
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return result.stdout ?? '';
  });
}
