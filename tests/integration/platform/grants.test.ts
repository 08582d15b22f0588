import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grants, type Privilege, processRoles } from '#prisma/grants.ts';
import { openDatabaseToRoles, roleName, withClient } from '#prisma/roles.ts';
import { connectAs, copyTemplate, databaseUrl } from '#tests/setup/databases.ts';

type Client = Awaited<ReturnType<typeof connectAs>>;

/** The SQLSTATE that a statement is refused with, or `done`. */
async function outcome(client: Client, statement: string): Promise<string> {
  return client.query(statement).then(
    () => 'done',
    (fault: { code?: string }) => fault.code ?? 'unknown',
  );
}

const denied = '42501';

/** Each asks for this one right only, and touches no row. */
const statements = (table: string, column: string): Record<Privilege, string> => ({
  SELECT: `SELECT 1 FROM "${table}" LIMIT 0`,
  INSERT: `INSERT INTO "${table}" SELECT (NULL::"${table}").* WHERE false`,
  UPDATE: `UPDATE "${table}" SET "${column}" = NULL WHERE false`,
  DELETE: `DELETE FROM "${table}" WHERE false`,
});

let owner: Client;
const columns = new Map<string, string>();
beforeAll(async () => {
  owner = await connectAs('migrate');
  const { rows } = await owner.query<{ table: string; column: string }>(
    `SELECT DISTINCT ON (table_name) table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`,
  );
  for (const { table, column } of rows) columns.set(table, column);
});

describe('grants (DP3)', () => {
  it('name every table, and no other', () => {
    expect(Object.keys(grants).toSorted()).toEqual(
      [...columns.keys()].filter((table) => table !== '_prisma_migrations').toSorted(),
    );
  });

  it.each(processRoles)('give %s what is listed and refuse everything else, table by table', async (role) => {
    const client = await connectAs(role);
    const wrong: string[] = [];
    let tried = 0;
    for (const [table, column] of columns) {
      const given: readonly Privilege[] = grants[table]?.[role] ?? [];
      for (const [privilege, statement] of Object.entries(statements(table, column)) as [Privilege, string][]) {
        const expected = given.includes(privilege) ? 'done' : denied;
        const found = await outcome(client, statement);
        tried += 1;
        if (found !== expected) wrong.push(`${privilege} on ${table}: ${found} instead of ${expected}`);
      }
      for (const statement of [
        `TRUNCATE "${table}"`,
        `ALTER TABLE "${table}" ADD COLUMN extra text`,
        `DROP TABLE "${table}" CASCADE`,
        `CREATE INDEX ON "${table}" ("${column}")`,
      ]) {
        const found = await outcome(client, statement);
        if (found !== denied) wrong.push(`${statement}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBe(columns.size * 4);
  });

  it.each(processRoles)('let %s neither set the clock nor make, grant or become anything', async (role) => {
    const client = await connectAs(role);
    const forbidden = [
      `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT now() $$`,
      'ALTER FUNCTION app_now() RENAME TO old_now',
      'DROP FUNCTION app_now() CASCADE',
      'CREATE TABLE own (id int)',
      'CREATE FUNCTION own() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      'CREATE VIEW own AS SELECT 1',
      'CREATE SCHEMA own',
      'CREATE ROLE own',
      'CREATE DATABASE own',
      'SET ROLE sprechzeit_migrate',
      'SET SESSION AUTHORIZATION sprechzeit_migrate',
      ...processRoles.filter((other) => other !== role).map((other) => `SET ROLE ${roleName(other)}`),
      `COPY (SELECT 1) TO PROGRAM 'true'`,
      `SELECT pg_read_file('postgresql.conf')`,
      'SET session_replication_role = replica',
    ];
    const allowed: string[] = [];
    for (const statement of forbidden) if ((await outcome(client, statement)) !== denied) allowed.push(statement);
    expect(allowed).toEqual([]);
    // A right that is not one's own cannot be given on: PostgreSQL says so with a warning and gives nothing.
    await outcome(client, 'GRANT ALL ON staff_credential TO PUBLIC');
    expect(
      (await owner.query(`SELECT 1 FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC'`)).rows,
    ).toEqual([]);
    expect((await client.query(`SELECT app_now() = now() AS same`)).rows).toEqual([{ same: true }]);
  });

  it('are the only rights in the database: none is left that the list does not name', async () => {
    const { rows } = await owner.query<{ line: string }>(
      `SELECT grantee || ' ' || table_name || ' ' || privilege_type AS line FROM information_schema.role_table_grants
       WHERE table_schema = 'public' AND grantee <> 'sprechzeit_migrate'
       UNION SELECT grantee || ' ' || table_name || '.' || column_name || ' ' || privilege_type FROM information_schema.role_column_grants
       WHERE table_schema = 'public' AND grantee NOT LIKE 'sprechzeit_%'`,
    );
    const listed = Object.entries(grants).flatMap(([table, byRole]) =>
      processRoles.flatMap((role) => byRole[role].map((privilege) => `${roleName(role)} ${table} ${privilege}`)),
    );
    expect(rows.map((row) => row.line).toSorted()).toEqual(listed.toSorted());
  });
});

describe('the schema owner', () => {
  it('alone can set the clock', async () => {
    expect(
      await outcome(
        owner,
        `CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT now() $$`,
      ),
    ).toBe('done');
  });

  it('is no superuser and can be no other role', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'sprechzeit_%' AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)`,
    );
    expect(rows).toEqual([]);
  });
});

describe('anybody else with an account on the server', () => {
  const stranger = `stranger_${randomBytes(4).toString('hex')}`;
  let database = '';

  beforeAll(async () => {
    database = await copyTemplate();
    // Rights on a database itself are not copied with its template.
    await openDatabaseToRoles(databaseUrl('superuser', database));
    await withClient(databaseUrl('superuser'), (client) => client.query(`CREATE ROLE ${stranger} LOGIN PASSWORD 'x'`));
  });
  afterAll(() =>
    withClient(databaseUrl('superuser', database), (client) =>
      client.query(`DROP OWNED BY ${stranger}; DROP ROLE ${stranger}`),
    ),
  );

  const asStranger = (name?: string): string => {
    const url = new URL(databaseUrl('superuser', name));
    url.username = stranger;
    url.password = 'x';
    return url.href;
  };

  it('cannot even connect', async () => {
    const code = await withClient(asStranger(database), () => Promise.resolve('done')).catch(
      (fault: { code?: string }) => fault.code,
    );
    expect(code).toBe(denied);
  });

  it('could, once let in, do nothing: PUBLIC has no right on any table, on the schema or on the clock', async () => {
    await withClient(databaseUrl('superuser', database), (client) =>
      client.query(
        `GRANT CONNECT ON DATABASE "${database}" TO ${stranger}; GRANT USAGE ON SCHEMA public TO ${stranger}`,
      ),
    );
    await withClient(asStranger(database), async (client) => {
      const allowed: string[] = [];
      const tries = [...columns].flatMap(([table, column]) => Object.values(statements(table, column)));
      const others = ['SELECT app_now()', 'CREATE TABLE own (id int)', 'CREATE TEMPORARY TABLE own (id int)'];
      for (const statement of [...tries, ...others]) {
        if ((await outcome(client, statement)) !== denied) allowed.push(statement);
      }
      expect(allowed).toEqual([]);
    });
  });
});
