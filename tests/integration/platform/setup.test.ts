import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { resetClock, setClock } from '#tests/setup/clock.ts';
import { connectAs, copyTemplate, databaseUrl } from '#tests/setup/databases.ts';

describe('the test database', () => {
  it('is reached under the role of each process, and no role is a superuser', async () => {
    for (const role of ['web', 'scheduler', 'voicebot', 'migrate'] as const) {
      const client = await connectAs(role);
      const { rows } = await client.query(
        'SELECT current_user AS name, usesuper AS super FROM pg_user WHERE usename = current_user',
      );
      expect(rows).toEqual([{ name: `sprechzeit_${role}`, super: false }]);
    }
    expect(process.env.DATABASE_URL).toBe(databaseUrl('web'));
  });

  it('shares one clock with every role, which only the owner can set', async () => {
    const web = await connectAs('web');
    const read = async (): Promise<number> => {
      const { rows } = await web.query<{ ms: string }>(
        'SELECT (extract(epoch FROM app_now()) * 1000)::bigint::text AS ms',
      );
      return Number(rows[0]?.ms);
    };
    await setClock('2026-03-29T00:59:59Z');
    expect(await read()).toBe(Date.UTC(2026, 2, 29, 0, 59, 59));
    await setClock(Temporal.Duration.from({ days: 89 }));
    expect(Math.abs((await read()) - Date.now() - 89 * 86_400_000)).toBeLessThan(5_000);
    await resetClock();
    expect(Math.abs((await read()) - Date.now())).toBeLessThan(5_000);
    await expect(
      web.query('CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql AS $$ SELECT now() $$'),
    ).rejects.toThrow(/permission denied|must be owner/);
  });

  it('is a copy of its own: what one has, another lacks', async () => {
    const other = await copyTemplate();
    const here = await connectAs('migrate');
    const there = await connectAs('migrate', other);
    await here.query('CREATE TABLE only_here (id int)');
    expect((await there.query("SELECT to_regclass('only_here') AS found")).rows).toEqual([{ found: null }]);
    await here.query('DROP TABLE only_here');
  });
});
