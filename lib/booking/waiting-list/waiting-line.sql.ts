import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { Prisma } from '#prisma/generated/client.ts';

const idRows = z.array(z.object({ id: z.uuid() }));

/**
 * Who could have a kept time, longest waiting first: the days and the part of the day suit on the clock of the center,
 * the advisor offers what they wish for, they have no other offer, and were never asked about this time. Whoever has an
 * appointment wants an earlier one that can still be changed. What they need besides is sealed: the caller looks.
 */
export async function readLine(keptTimeId: string, tx: Transaction): Promise<string[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT e.id::text
    FROM reopening r
    JOIN service_center c ON c.id = r.service_center_id
    JOIN service_resource o ON o.resource_id = r.advisor_id
    JOIN waiting_entry e ON e.service_id = o.service_id
    LEFT JOIN appointment a ON a.id = e.appointment_id
    WHERE r.id = ${keptTimeId}::uuid AND e.proved_at IS NOT NULL AND e.expires_at > app_now()
      AND (r.starts_at AT TIME ZONE c.time_zone)::date BETWEEN e.first_day AND e.last_day
      AND (e.part_of_day IS NULL OR (e.part_of_day = 'morning') = (extract(hour FROM r.starts_at AT TIME ZONE c.time_zone) < 12))
      AND (e.service_center_id IS NULL OR e.service_center_id = r.service_center_id)
      AND (e.advisor_id IS NULL OR e.advisor_id = r.advisor_id)
      AND (e.appointment_id IS NULL OR (a.state = 'confirmed' AND a.starts_at > r.starts_at))
      AND NOT EXISTS (SELECT FROM waiting_offer f WHERE f.entry_id = e.id AND (f.state = 'open' OR f.reopening_id = r.id))
    ORDER BY e.proved_at, e.id`;
  return idRows.parse(rows).map(({ id }) => id);
}

/**
 * Who waits, was not looked for in the last minutes, and is asked about nothing: not even about something that they have
 * declined and others may still take, since it may be free again in a moment, and nobody is asked twice about one time.
 */
export async function listUnlooked(
  { minutes, limit }: { minutes: number; limit: number },
  database: Transaction,
): Promise<string[]> {
  return idRows
    .parse(
      await database.$queryRaw`
        SELECT id::text FROM waiting_entry AS e
        WHERE proved_at IS NOT NULL AND expires_at > app_now()
          AND (looked_at IS NULL OR looked_at <= app_now() - ${minutes} * interval '1 minute')
          AND NOT EXISTS (SELECT FROM waiting_offer WHERE entry_id = e.id)
        ORDER BY looked_at NULLS FIRST, proved_at, id LIMIT ${limit}`,
    )
    .map(({ id }) => id);
}

const lookRow = z.object({ wasFull: z.boolean() });

/** Notes that we looked, and what for. @returns whether there was nothing when we looked before, and nobody asked since */
export async function noteLook(
  id: string,
  { free }: { free: boolean },
  database: Transaction,
): Promise<z.infer<typeof lookRow>> {
  const rows = await database.$queryRaw<unknown[]>`
    UPDATE waiting_entry SET looked_at = app_now(),
      full_since = CASE WHEN ${free} THEN full_since ELSE coalesce(full_since, app_now()) END
    WHERE id = ${id}::uuid RETURNING full_since IS NOT NULL AS "wasFull"`;
  return rows[0] === undefined ? { wasFull: false } : lookRow.parse(rows[0]);
}

/** Locks an entry that is in line. @param skip leave it when somebody has it under lock */
export async function lockEntry(id: string, tx: Transaction, skip: 'skip' | 'wait' = 'wait'): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM waiting_entry WHERE id = ${id}::uuid AND proved_at IS NOT NULL AND expires_at > app_now()
    FOR UPDATE ${skip === 'skip' ? Prisma.sql`SKIP LOCKED` : Prisma.empty}`;
  return rows.length > 0;
}

/**
 * Makes a kept time one person's alone until an instant. The unique indexes decide: one open offer a time, one a person,
 * and nobody is asked twice. @returns the offer's id, or `null`
 */
export async function insertOffer(
  offer: { entryId: string; keptTimeId: string; until: Date },
  tx: Transaction,
): Promise<string | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH offered AS (
      INSERT INTO waiting_offer (entry_id, reopening_id, expires_at)
      VALUES (${offer.entryId}::uuid, ${offer.keptTimeId}::uuid, ${offer.until})
      ON CONFLICT DO NOTHING
      RETURNING id, entry_id
    ), asked AS (
      UPDATE waiting_entry SET full_since = NULL FROM offered WHERE waiting_entry.id = offered.entry_id
    )
    SELECT id::text FROM offered`;
  return idRows.parse(rows)[0]?.id ?? null;
}

const lapsedRows = z.array(z.object({ id: z.uuid(), entryId: z.uuid() }));

/** Offers that ran out and still count as open. */
export async function listLapsedOffers(database: Transaction): Promise<{ id: string; entryId: string }[]> {
  return lapsedRows.parse(
    await database.$queryRaw`
      SELECT id::text, entry_id::text AS "entryId" FROM waiting_offer
      WHERE state = 'open' AND expires_at <= app_now() ORDER BY expires_at, id`,
  );
}

/** Ends an offer that ran out. The condition stands on the row itself: one that is being accepted stays. */
export async function endLapsedOffer(id: string, tx: Transaction): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE waiting_offer SET state = 'expired' WHERE id = ${id}::uuid AND state = 'open' AND expires_at <= app_now()`;
  return ended > 0;
}

const keyRows = z.array(z.object({ keyRef: z.string() }));

/** Ends entries whose days are over, whose code was never typed, or whose appointment has begun. @returns their data keys */
export async function sweepEndedEntries(database: Transaction): Promise<string[]> {
  const rows = await database.$queryRaw`
    DELETE FROM waiting_entry AS e
    WHERE e.expires_at <= app_now()
      OR EXISTS (SELECT FROM appointment a WHERE a.id = e.appointment_id AND (a.state <> 'confirmed' OR a.starts_at <= app_now()))
    RETURNING key_ref AS "keyRef"`;
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}

/** Ends the entry of a browser whose code ran out untyped. @returns its data key */
export async function endUnprovedEntry(browserHash: Uint8Array<ArrayBuffer>, database: Transaction): Promise<string[]> {
  const rows = await database.$queryRaw`
    DELETE FROM waiting_entry WHERE browser_hash = ${browserHash} AND proved_at IS NULL AND expires_at <= app_now()
    RETURNING key_ref AS "keyRef"`;
  return keyRows.parse(rows).map(({ keyRef }) => keyRef);
}

/** Locks an offer that can still be accepted: who lets it run out or declines it at this moment comes after, or came before. */
export async function lockOpenOffer(id: string, tx: Transaction): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM waiting_offer WHERE id = ${id}::uuid AND state = 'open' AND expires_at > app_now() FOR UPDATE`;
  return rows.length > 0;
}
