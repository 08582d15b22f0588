import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { dataModelOf } from '#lib/platform/data-model.ts';
import type { Database } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { type KeyStore, keyStore } from '#lib/platform/keys.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import { appNow, legalDay, type Temporal } from '#lib/platform/time.ts';
import { retentionRules } from './gather-retention.ts';
import { readReferences } from './owned-rows.ts';
import { planRemovals, type Removal } from './plan-removal.ts';
import { countExpired, removeBatch, type RemovalContext } from './remove-batch.ts';

/** What one purge did. Counts only. */
export interface PurgeResult {
  /** Rows (or emptied fields) per model, cascades included */
  removed: Record<string, number>;
  keysDestroyed: number;
  /** Still there although expired when the purge began; empty when all went well */
  overdue: Record<string, number>;
}

export interface PurgeOptions {
  keys?: KeyStore;
  /** Asked again before every batch, so a rule that changes meanwhile holds at once. */
  rules?: () => readonly RetentionRule[];
  /** Rows per statement */
  batch?: number;
  /** Milliseconds before what was locked is tried again */
  patience?: number;
}

const rounds = 3;

/**
 * Ends what is past its clock: first the data keys of all matters whose last day has come (from then on nothing of them
 * can be read anywhere, in no copy either), then the rows, with the keys they own. Safe to run twice, at the same time,
 * and to be killed: what is left is removed by the next run, and what went is in the deletion report.
 */
export async function purge(database: Database, options: PurgeOptions = {}): Promise<PurgeResult> {
  const { keys = keyStore(), rules = retentionRules, batch = 10_000, patience = 1000 } = options;
  const began = await appNow(database);
  const models = dataModelOf(database);
  const context = { database, keys, models, references: await readReferences(database), purgeId: randomUUID() };
  const dueKeys = await keys.destroyAll(await keys.dueUntil(legalDay(began)));
  const result: PurgeResult = { removed: {}, keysDestroyed: dueKeys, overdue: {} };

  for (let round = 1; round <= rounds; round += 1) {
    for (const { id } of planRemovals(models, rules())) await removeAll(context, id, rules, batch, result);
    result.overdue = await overdueOf(database, planRemovals(models, rules()), began);
    if (Object.keys(result.overdue).length === 0) break;
    if (round < rounds) await setTimeout(patience);
  }
  await database.$executeRaw`
    INSERT INTO deletion_report (purge_id, removed, keys_destroyed, overdue)
    VALUES (${context.purgeId}::uuid, '{}', ${dueKeys}, ${JSON.stringify(result.overdue)}::jsonb)`;
  return result;
}

/** Batch after batch; one that meets a lock is halved until the row in the way is known, which is then passed over. */
async function removeAll(
  context: Omit<RemovalContext, 'rules'>,
  id: string,
  rules: () => readonly RetentionRule[],
  batch: number,
  result: PurgeResult,
): Promise<void> {
  const passOver: string[] = [];
  for (let size = batch; ; ) {
    const current = rules();
    const removal = planRemovals(context.models, current).find((candidate) => candidate.id === id);
    if (removal === undefined) return;
    const gone = await retryConflicts(() => removeBatch({ ...context, rules: current }, removal, size, passOver));
    add(result.removed, gone.removed);
    result.keysDestroyed += gone.keysDestroyed;
    if (gone.rows === 0 && gone.blocked.length === 0) return;
    if (gone.blocked.length === 1) passOver.push(...gone.blocked);
    size = gone.blocked.length > 1 ? Math.ceil(gone.blocked.length / 2) : Math.min(batch, size * 2);
  }
}

/** Rows per name that were past their clock at `now` and are still there; only names with any. */
export async function overdueOf(
  database: Pick<Database, '$queryRaw'>,
  removals: readonly Removal[],
  now: Temporal.Instant,
): Promise<Record<string, number>> {
  const overdue: Record<string, number> = {};
  for (const removal of removals) {
    const count = await countExpired(database, removal, now);
    if (count > 0) add(overdue, { [removal.name]: count });
  }
  return overdue;
}

/** Adds counts into `sum`, name by name. */
function add(sum: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
}
