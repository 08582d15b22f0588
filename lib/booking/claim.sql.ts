import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import type { StepSpan } from './core/free-times.ts';
import { stepsOf } from './core/steps.ts';
import { longestClaimMinutes } from './policy.ts';

const rows = z.array(z.object({ resourceId: z.string(), packed: z.instanceof(Uint8Array).nullable() }));

/** What is taken of each resource, in order: 8 bytes per claim, big-endian start and end; `null` when nothing is. */
export type Taken = ReadonlyMap<string, Uint8Array | null>;

/**
 * What is taken of resources between two steps. Read packed, one value per resource, from the covering index alone.
 */
export async function readTaken(
  resourceIds: readonly string[],
  within: StepSpan,
  database: Transaction,
): Promise<Taken> {
  // A claim that reaches into the span began at most so much earlier: the index is searched from there.
  const earliestStart = within.from - stepsOf(longestClaimMinutes);
  const found = rows.parse(
    await database.$queryRaw`
      SELECT resource.id::text AS "resourceId", (
        SELECT string_agg(int4send(start_step) || int4send(end_step), ''::bytea ORDER BY start_step)
        FROM claim
        WHERE resource_id = resource.id AND start_step >= ${earliestStart} AND start_step < ${within.to} AND end_step > ${within.from}
      ) AS packed
      FROM unnest(${resourceIds}::uuid[]) AS resource (id)`,
  );
  return new Map(found.map(({ resourceId, packed }) => [resourceId, packed]));
}

/** Whether the very same is taken. */
export function isSame(one: Taken, other: Taken): boolean {
  if (one.size !== other.size) return false;
  for (const [id, packed] of one) {
    const there = other.get(id);
    if (there === undefined || (packed === null) !== (there === null)) return false;
    if (packed !== null && there !== null && Buffer.compare(packed, there) !== 0) return false;
  }
  return true;
}

/** The spans in what is taken of one resource. */
export function unpack(packed: Uint8Array | null | undefined): StepSpan[] {
  if (packed == null) return [];
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: packed.byteLength / 8 }, (_, i) => ({
    from: view.getInt32(i * 8),
    to: view.getInt32(i * 8 + 4),
  }));
}
