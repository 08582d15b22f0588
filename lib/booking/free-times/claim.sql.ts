import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { StepSpan } from '#lib/booking/core/free-times.ts';
import { stepsOf } from '#lib/booking/core/steps.ts';
import { longestClaimMinutes } from '#lib/booking/policy.ts';

const row = z.object({ taken: z.instanceof(Uint8Array).nullable() });

/** What is taken of each resource, in order: 8 bytes per claim, big-endian start and end; `null` when nothing is. */
export type Taken = ReadonlyMap<string, Uint8Array | null>;

/**
 * The column that `takenOf` reads: what is taken of resources between two steps, read from the covering index alone.
 * One value for all of them, the number of claims before those of each.
 */
export function takenColumn(resourceIds: readonly string[], within: StepSpan): Prisma.Sql {
  // A claim that reaches into the span began at most so much earlier: the index is searched from there.
  const earliestStart = within.from - stepsOf(longestClaimMinutes);
  return Prisma.sql`(
    SELECT string_agg(packed, ''::bytea ORDER BY place)
    FROM (
      SELECT place, (
        SELECT int4send(count(*)::int)
          || coalesce(string_agg(int8send((start_step::bigint << 32) | end_step), ''::bytea ORDER BY start_step), ''::bytea)
        FROM claim
        WHERE resource_id = resource.id AND start_step >= ${earliestStart}::int AND start_step < ${within.to}::int
          AND end_step > ${within.from}::int
      ) AS packed
      FROM unnest(${resourceIds}::uuid[]) WITH ORDINALITY AS resource (id, place)
    ) AS each
  ) AS taken`;
}

/** @param found a row that has the column above, asked for the same resources */
export function takenOf(found: unknown, resourceIds: readonly string[]): Taken {
  const { taken: packed } = row.parse(found);
  if (packed === null) return new Map();
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let offset = 0;
  return new Map(
    resourceIds.map((id) => {
      const from = offset + 4;
      offset = from + view.getInt32(offset) * 8;
      return [id, offset === from ? null : packed.subarray(from, offset)];
    }),
  );
}

/** What is taken of resources between two steps. */
export async function readTaken(
  resourceIds: readonly string[],
  within: StepSpan,
  database: Transaction,
): Promise<Taken> {
  const [found] = await readRows(database, Prisma.sql`SELECT ${takenColumn(resourceIds, within)}`);
  return takenOf(found, resourceIds);
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
  const spans: StepSpan[] = [];
  for (let at = 0; at < packed.byteLength; at += 8) spans.push({ from: view.getInt32(at), to: view.getInt32(at + 4) });
  return spans;
}
