import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '#lib/platform/db.ts';
import { directoryKeyStore } from '#lib/platform/keys.ts';
import { retentionRules } from '#lib/privacy/gather-retention.ts';
import { purge } from '#lib/privacy/purge.ts';
import type { Figure } from './figure.ts';
import { medianOf, type Pair, runPair } from './pairs.ts';
import type { World } from './world.ts';

const batch = 10_000;
const matters = 10_000;

export const purgeRows = {
  alone: 'purge, 200,000 rows on which nothing hangs',
  owning: `purge, ${matters.toLocaleString('en')} appointments with claims and data keys`,
} as const;

/** The purge of one kind of row against the same rows deleted in batches of the same size by the bare driver. */
export async function* measurePurge(world: World, wanted: (row: string) => boolean): AsyncGenerator<Figure> {
  const server = await world.server();
  const bench = await server.database('purge');
  const owner = new pg.Client({ connectionString: bench.url('migrate') });
  const bareClient = new pg.Client({ connectionString: bench.url('scheduler') });
  await Promise.all([owner.connect(), bareClient.connect()]);
  const database = openDatabase(bench.url('scheduler'));
  const keyRoot = join(server.folder, 'purge-keys');
  const keys = directoryKeyStore(keyRoot);
  await owner.query(center);

  const purgeOnly = async (model: string) => {
    const rules = retentionRules().filter((rule) => rule.model === model && rule.goes === 'row');
    const { overdue } = await purge(database, { keys, rules: () => rules, batch });
    if (Object.keys(overdue).length > 0) throw new Error('The purge left rows behind');
  };
  const bare = async (statement: string) => {
    for (let count = 1; count > 0; ) count = (await bareClient.query(statement)).rowCount ?? 0;
  };
  const mustBeEmpty = async (table: string) => {
    const { rows } = await owner.query<{ left: string }>(`SELECT count(*) AS left FROM ${table}`);
    if (rows[0]?.left !== '0') throw new Error(`${table} still has ${rows[0]?.left} rows`);
  };
  const settle = async (table: string) => {
    await owner.query(`VACUUM ANALYZE ${table}`);
    await owner.query('CHECKPOINT').catch(() => undefined);
  };

  const alone: Pair = {
    rounds: 3,
    async prepare() {
      await owner.query('TRUNCATE audit_entry');
      await owner.query(expiredAuditEntries(200_000));
      await settle('audit_entry');
    },
    ours: () => purgeOnly('AuditEntry'),
    bare: () =>
      bare(`DELETE FROM audit_entry WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM audit_entry WHERE at < now() - interval '364 days' ORDER BY at LIMIT ${batch}))`),
    check: () => mustBeEmpty('audit_entry'),
  };

  const owning: Pair = {
    rounds: 3,
    async prepare() {
      await owner.query('TRUNCATE appointment CASCADE');
      rmSync(keyRoot, { recursive: true, force: true });
      // Days to come, so that the safety net does not take them before the rows do.
      const days = Array.from({ length: 30 }, (_, day) =>
        new Date(Date.now() + (day + 5) * 86_400_000).toISOString().slice(0, 10),
      );
      for (const day of days) mkdirSync(join(keyRoot, day), { recursive: true });
      const refs = Array.from({ length: matters }, (_, index) => `${days[index % days.length]}/${randomUUID()}`);
      for (const ref of refs) writeFileSync(join(keyRoot, ref), Buffer.alloc(32));
      await owner.query(fillAppointments, [refs]);
      await settle('appointment');
      await settle('claim');
    },
    ours: () => purgeOnly('Appointment'),
    async bare() {
      for (;;) {
        const { rows } = await bareClient.query<{ ref: string }>(`DELETE FROM appointment WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM appointment WHERE created_at < now() - interval '89 days' ORDER BY created_at LIMIT ${batch}))
          RETURNING key_ref AS ref`);
        if (rows.length === 0) return;
        for (let index = 0; index < rows.length; index += 64) {
          await Promise.all(rows.slice(index, index + 64).map(({ ref }) => unlink(join(keyRoot, ref))));
        }
      }
    },
    async check() {
      await mustBeEmpty('appointment');
      await mustBeEmpty('claim');
    },
  };

  try {
    if (wanted(purgeRows.alone)) yield await figureOf(purgeRows.alone, 'bare batched DELETE', alone, [server.pid]);
    if (wanted(purgeRows.owning))
      yield await figureOf(purgeRows.owning, 'bare batched DELETE, and bare unlink of each key', owning, [server.pid]);
  } finally {
    await Promise.all([owner.end(), bareClient.end(), database.$disconnect()]);
  }
}

const reach = 0.5;

async function figureOf(what: string, against: string, pair: Pair, pids: readonly number[]): Promise<Figure> {
  const { ours, bare, ratio, cpuRatio } = await runPair(pair, pids);
  const side = (costs: typeof ours) =>
    `${medianOf(costs, 'milliseconds').toFixed(0)} ms, ${medianOf(costs, 'cpu').toFixed(2)} CPU s`;
  return {
    what,
    against,
    ours: side(ours),
    bare: side(bare),
    measured: `${ratio.toFixed(2)} of its speed (CPU ${cpuRatio.toFixed(2)})`,
    reach: `≥ ${reach}`,
    reached: ratio >= reach,
    wouldHaveToChange: 'Fewer statements per batch: the report of what went is written beside each one.',
  };
}

const center = `
  WITH center AS (
    INSERT INTO service_center (slug, name, street, postcode, city, land, municipality, phone)
    VALUES ('bench', 'Bench', 'Weg 1', '10115', 'Berlin', 'BE', 'Berlin', '+4930') RETURNING id
  ), service AS (
    INSERT INTO service (slug, name_de, name_en, description_de, description_en, duration, lead_time, horizon_days)
    VALUES ('bench', 'B', 'B', 'B', 'B', 30, 0, 60) RETURNING id
  )
  INSERT INTO resource (service_center_id, kind, label) SELECT id, 'advisor', 'Bench' FROM center`;

const fillAppointments = `
  WITH filled AS (
    INSERT INTO appointment (state, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, created_at, confirmed_at, browser_hash, key_ref)
    SELECT 'confirmed', service.id, center.id, advisor.id, 'video', now() - interval '99 days', now() - interval '99 days' + interval '30 minutes',
      now() - interval '100 days' + n * interval '1 second', now() - interval '100 days', sha256(ref::bytea), ref
    FROM unnest($1::text[]) WITH ORDINALITY AS given(ref, n), service, service_center AS center, resource AS advisor
    RETURNING id, advisor_id
  )
  INSERT INTO claim (resource_id, start_step, end_step, appointment_id)
  SELECT advisor_id, 6 * row_number() OVER (), 6 * row_number() OVER () + 6, id FROM filled`;

/** Fills in rows of the audit trail that are past their clock. */
export function expiredAuditEntries(count: number): string {
  return `
    INSERT INTO audit_entry (at, actor_kind, action, object_kind, object_id)
    SELECT now() - interval '400 days' + n * interval '1 second', 'system', 'bench:ran', 'bench', uuidv7()
    FROM generate_series(1, ${count}) AS n`;
}
