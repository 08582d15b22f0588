import { grants, processRoles } from './grants.ts';
import { roleName, withClient } from './roles.ts';

/**
 * Gives every process role exactly what `grants` says, in one transaction: first everything is taken away, so that a
 * right that was struck from the list is gone.
 * @param migrateUrl connection of the schema's owner
 * @throws when the list names a table that does not exist
 */
export async function applyGrants(migrateUrl: string): Promise<void> {
  await withClient(migrateUrl, async (client) => {
    await client.query('BEGIN');
    await client.query('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC');
    await client.query('REVOKE ALL ON FUNCTION app_now() FROM PUBLIC');
    for (const role of processRoles) {
      const name = client.escapeIdentifier(roleName(role));
      await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${name}`);
      await client.query(`GRANT EXECUTE ON FUNCTION app_now() TO ${name}`);
      for (const [table, byRole] of Object.entries(grants)) {
        const privileges = byRole[role];
        if (privileges.length === 0) continue;
        await client.query(`GRANT ${privileges.join(', ')} ON ${client.escapeIdentifier(table)} TO ${name}`);
      }
    }
    await client.query('COMMIT');
  });
}

/** Brings a database to the newest state. @returns names of the migrations applied now */
export async function migrateDatabase(migrateUrl: string): Promise<string[]> {
  // The engine is large; whoever only wants the grants does not load it.
  const { applyMigrations } = await import('./engine/migrations.ts');
  const applied = await applyMigrations(migrateUrl);
  await applyGrants(migrateUrl);
  return applied;
}
