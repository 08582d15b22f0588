import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { apiAnswerMinutes, apiLeaseSeconds } from '#lib/booking/policy.ts';

export interface KeyedRequest {
  clientHash: Uint8Array<ArrayBuffer>;
  keyHash: Uint8Array<ArrayBuffer>;
  requestHash: Uint8Array<ArrayBuffer>;
  operation: string;
}

/**
 * Takes a key for one run. It is free when nobody has it, when its time is over, or when whoever worked on the same
 * request under it gave up.
 * @returns false when somebody else has it: read it then, in a statement of its own, to see what was committed
 */
export async function takeKey(request: KeyedRequest, run: string, database: Transaction): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`
    INSERT INTO api_answer AS taken (client_hash, key_hash, request_hash, operation, run, lease_until, expires_at)
    VALUES (${request.clientHash}, ${request.keyHash}, ${request.requestHash}, ${request.operation}, ${run}::uuid,
      app_now() + ${apiLeaseSeconds} * interval '1 second', app_now() + ${apiAnswerMinutes} * interval '1 minute')
    ON CONFLICT (client_hash, key_hash) DO UPDATE SET request_hash = excluded.request_hash,
      operation = excluded.operation, run = excluded.run, lease_until = excluded.lease_until, outcome = NULL,
      created_at = app_now(), expires_at = excluded.expires_at
    WHERE taken.expires_at <= app_now()
      OR (taken.outcome IS NULL AND taken.lease_until <= app_now() AND taken.request_hash = excluded.request_hash)
    RETURNING id`;
  return rows.length === 1;
}

const keptRow = z.object({ same: z.boolean(), outcome: z.unknown() });

/** What is kept under a key; `outcome` is null while somebody works on it, the whole null when the key is free. */
export async function readKey(
  request: KeyedRequest,
  database: Transaction,
): Promise<{ same: boolean; outcome: unknown } | null> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT request_hash = ${request.requestHash} AS same, outcome FROM api_answer
    WHERE client_hash = ${request.clientHash} AND key_hash = ${request.keyHash} AND expires_at > app_now()`;
  return rows[0] === undefined ? null : keptRow.parse(rows[0]);
}

/** Keeps what a run came to, unless another one has taken over meanwhile. */
export async function keepOutcome(
  request: KeyedRequest,
  run: string,
  outcome: unknown,
  database: Transaction,
): Promise<void> {
  await database.$executeRaw`
    UPDATE api_answer SET outcome = ${JSON.stringify(outcome)}::json
    WHERE client_hash = ${request.clientHash} AND key_hash = ${request.keyHash} AND run = ${run}::uuid`;
}

/** Gives a key back: nothing happened under it. */
export async function freeKey(request: KeyedRequest, run: string, database: Transaction): Promise<void> {
  await database.$executeRaw`
    DELETE FROM api_answer
    WHERE client_hash = ${request.clientHash} AND key_hash = ${request.keyHash} AND run = ${run}::uuid`;
}
