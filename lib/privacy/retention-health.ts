import { z } from 'zod';
import { dataModelOf } from '#lib/platform/data-model.ts';
import type { Database } from '#lib/platform/db.ts';
import type { RetentionRule } from '#lib/platform/retention.ts';
import { appNow, type Temporal, toInstant } from '#lib/platform/time.ts';
import { retentionRules } from './gather-retention.ts';
import { planRemovals } from './plan-removal.ts';
import { overdueOf } from './purge.ts';

/** For operators, the data protection officer and the banner of staff pages. Not part of readiness: a late purge stops nobody's work. */
export interface RetentionHealth {
  state: 'green' | 'red';
  /** Why it is red; empty when green */
  reasons: readonly ('no-purge' | 'left-behind' | 'overdue')[];
  lastPurge: Temporal.Instant | null;
  /** Rows per model that the last purge left, or that have been past their clock for more than a day */
  overdue: Record<string, number>;
}

const longestPause = { hours: 26 } as const;
/** Rows go within 24 hours of their clock's end. */
const grace = { hours: 24 } as const;

const lastRow = z.array(z.object({ ranAt: z.date(), overdue: z.record(z.string(), z.int()) }));

/**
 * Red when the last whole purge is more than 26 hours ago (or never was), when it left anything behind, or when
 * anything is still there a day after its clock ended. Readable by the roles that may read the tables of `rules`.
 */
export async function readRetentionHealth(
  database: Database,
  rules: readonly RetentionRule[] = retentionRules(),
): Promise<RetentionHealth> {
  const now = await appNow(database);
  const last = lastRow.parse(
    await database.$queryRaw`
      SELECT ran_at AS "ranAt", overdue FROM deletion_report WHERE overdue IS NOT NULL ORDER BY ran_at DESC, id DESC LIMIT 1`,
  )[0];
  const lastPurge = last === undefined ? null : toInstant(last.ranAt);
  const late = await overdueOf(database, planRemovals(dataModelOf(database), rules), now.subtract(grace));
  const left = last?.overdue ?? {};
  const reasons: RetentionHealth['reasons'][number][] = [];
  if (lastPurge === null || lastPurge.epochMilliseconds < now.subtract(longestPause).epochMilliseconds)
    reasons.push('no-purge');
  if (Object.keys(left).length > 0) reasons.push('left-behind');
  if (Object.keys(late).length > 0) reasons.push('overdue');
  return { state: reasons.length === 0 ? 'green' : 'red', reasons, lastPurge, overdue: { ...left, ...late } };
}
