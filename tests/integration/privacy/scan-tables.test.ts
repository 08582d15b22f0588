import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#lib/platform/db.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import { connectAs, databaseUrl } from '#tests/setup/databases.ts';

const owner = openDatabase(databaseUrl('migrate'));
afterAll(() => owner.$disconnect());

const hidden = 'Wintersonnenwende "die Ältere"';

describe('the scan of every table (DP5)', () => {
  it('finds a text wherever it stands, whatever the type and letter case, and does not repeat it', async () => {
    const client = await connectAs('migrate');
    await client.query(
      `CREATE TABLE hiding (id uuid, words text, short varchar(90), bits bytea, doc jsonb, raw json, list text[], map xml, "Odd ""name" text)`,
    );
    const places: [column: string, value: string][] = [
      ['words', `vorn ${hidden} hinten`],
      ['short', hidden.toUpperCase()],
      ['bits', `\\x${Buffer.from(`xx${hidden}yy`).toString('hex')}`],
      ['doc', JSON.stringify({ deep: [{ er: hidden }] })],
      ['raw', JSON.stringify({ [hidden]: 1 })],
      ['list', `{"nichts",${JSON.stringify(hidden)}}`],
      ['map', `<a>${hidden.replaceAll('"', '"')}</a>`],
      ['Odd "name', hidden],
    ];
    for (const [column, value] of places)
      await client.query(`INSERT INTO hiding ("${column.replaceAll('"', '""')}") VALUES ($1)`, [value]);
    await client.query(`INSERT INTO hiding (id) VALUES ('0196f3c2-1111-7222-8333-444444444444')`);
    const found = await scanTables(owner, ['nowhere to be found', hidden, '0196F3C2-1111-7222-8333-444444444444']);
    expect(
      found.filter((finding) => finding.text === 1).map(({ table, column, rows }) => `${table}.${column} ${rows}`),
    ).toEqual(places.map(([column]) => `hiding.${column} 1`).toSorted());
    expect(found.filter((finding) => finding.text === 2)).toEqual([
      { table: 'hiding', column: 'id', text: 2, rows: 1 },
    ]);
    expect(found.some((finding) => finding.text === 0)).toBe(false);
    expect(JSON.stringify(found)).not.toContain('Wintersonnenwende');
    await client.query('DROP TABLE hiding');
    expect(await scanTables(owner, [hidden])).toEqual([]);
  });

  it('takes no text so short that it is found anywhere', async () => {
    await expect(scanTables(owner, ['ab'])).rejects.toThrow('3 characters');
  });

  it('fails rather than passes over a table that it may not read', async () => {
    const voicebot = openDatabase(databaseUrl('voicebot'));
    await expect(scanTables(voicebot, [hidden])).rejects.toThrow();
    await voicebot.$disconnect();
  });
});
