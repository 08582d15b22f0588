import { withClient } from '#prisma/roles.ts';
import { copyTemplate, databaseUrl } from '#tests/setup/databases.ts';

/**
 * A second database with every row that the first holds now, as a backup or a replica would.
 * @returns its name, for `databaseUrl(role, name)`
 */
export async function copyRows(): Promise<string> {
  const tables = await withClient(databaseUrl('superuser'), async (client) => {
    const { rows } = await client.query<{ table: string }>(
      `SELECT tablename AS table FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    const contents: [string, string][] = [];
    for (const { table } of rows) {
      const found = await client.query<{ rows: string }>(
        `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]')::text AS rows FROM "${table}" t`,
      );
      contents.push([table, found.rows[0]?.rows ?? '[]']);
    }
    return contents;
  });
  const copy = await copyTemplate();
  await withClient(databaseUrl('superuser', copy), async (client) => {
    await client.query(`SET session_replication_role = replica`);
    for (const [table, rows] of tables) {
      await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [
        rows,
      ]);
    }
  });
  return copy;
}
