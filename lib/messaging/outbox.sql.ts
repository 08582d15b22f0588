import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { toKeyRef } from '#lib/platform/keys.ts';
import { leaseSeconds } from './policy.ts';
import { media, type Medium } from './schema.ts';

const rows = z.array(
  z.object({
    id: z.uuid(),
    medium: z.enum(media),
    template: z.string(),
    keyRef: z.string().transform(toKeyRef),
    payload: z.instanceof(Uint8Array).nullable(),
    attempts: z.int(),
  }),
);
export type DueMessage = z.infer<typeof rows>[number];

const mediaRows = z.array(z.object({ medium: z.enum(media) }));

/** The media of which something is due now. */
export async function dueMedia(database: Transaction): Promise<Medium[]> {
  const found = mediaRows.parse(
    await database.$queryRaw`
      SELECT DISTINCT medium::text FROM outbox_message WHERE state = 'waiting' AND next_attempt_at <= app_now()`,
  );
  return found.map(({ medium }) => medium);
}

/**
 * Takes messages that are due for `leaseSeconds`: nobody else gets them meanwhile, and if this process dies they are due
 * again afterwards. The attempt is counted before anything is sent.
 */
export async function takeDueMessages(
  limit: number,
  of: readonly Medium[],
  database: Transaction,
): Promise<DueMessage[]> {
  return rows.parse(
    await database.$queryRaw`
      UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = app_now() + ${leaseSeconds} * interval '1 second'
      WHERE id IN (
        SELECT id FROM outbox_message
        WHERE state = 'waiting' AND next_attempt_at <= app_now() AND medium = ANY(${of}::medium[])
        ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id::text, medium::text, template, key_ref AS "keyRef", payload, attempts::int`,
  );
}

/** A sent message keeps nothing of what it said. */
export async function markSent(id: string, database: Transaction): Promise<void> {
  await database.$executeRaw`
    UPDATE outbox_message SET state = 'sent', sent_at = app_now(), payload = NULL WHERE id = ${id}::uuid AND state = 'waiting'`;
}

/** Due again in `seconds`. */
export async function postpone(id: string, seconds: number, database: Transaction): Promise<void> {
  await database.$executeRaw`
    UPDATE outbox_message SET next_attempt_at = app_now() + ${seconds} * interval '1 second'
    WHERE id = ${id}::uuid AND state = 'waiting'`;
}

/** Given up; nothing of it is kept. */
export async function markFailed(id: string, database: Transaction): Promise<void> {
  await database.$executeRaw`
    UPDATE outbox_message SET state = 'failed', payload = NULL WHERE id = ${id}::uuid AND state = 'waiting'`;
}
