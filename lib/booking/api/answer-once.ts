import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { freeKey, keepOutcome, type KeyedRequest, readKey, takeKey } from './api-answer.sql.ts';

export type AnsweredOnce<Outcome> =
  | { ok: true; outcome: Outcome }
  /** `key-reused`: something else was sent under this key; `in-progress`: somebody works on it and takes long */
  | { ok: false; reason: 'key-reused' | 'in-progress' };

/** How often, and after how many milliseconds, whoever came second looks for the first one's answer. */
const looks = 40;
const pause = 50;

/**
 * Does what a holder asks under a key once, and answers the same whenever it is asked again (BK15). What is kept holds
 * nothing that was sent: the request stands in it as a keyed hash.
 * @param request.token the holder's; keys of different holders are different
 * @param request.input parsed, so that two ways to write the same are the same
 * @param how.keeps whether an outcome changed anything; of one that did not nothing is kept, and the key is free again
 */
export async function answerOnce<Outcome>(
  request: { token: string; key: string; operation: string; input: unknown },
  how: { run: () => Promise<Outcome>; keeps: (outcome: Outcome) => boolean; schema: z.ZodType<Outcome> },
  database: Database = db(),
): Promise<AnsweredOnce<Outcome>> {
  const { token, key, operation, input } = request;
  const keyed: KeyedRequest = {
    clientHash: keyedHash('browser', token),
    keyHash: keyedHash('api-request', `key:${key}`),
    requestHash: keyedHash('api-request', `input:${operation}:${JSON.stringify(input ?? null)}`),
    operation,
  };
  for (let look = 0; look < looks; look += 1) {
    const run = randomUUID();
    if (await takeKey(keyed, run, database)) return { ok: true, outcome: await work(keyed, run, how, database) };
    const kept = await readKey(keyed, database);
    // Free again meanwhile: take it.
    if (kept === null) continue;
    if (!kept.same) return { ok: false, reason: 'key-reused' };
    if (kept.outcome !== null) return { ok: true, outcome: how.schema.parse(kept.outcome) };
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return { ok: false, reason: 'in-progress' };
}

async function work<Outcome>(
  keyed: KeyedRequest,
  run: string,
  how: { run: () => Promise<Outcome>; keeps: (outcome: Outcome) => boolean },
  database: Database,
): Promise<Outcome> {
  let outcome: Outcome;
  try {
    outcome = await how.run();
  } catch (fault) {
    await freeKey(keyed, run, database);
    throw fault;
  }
  await (how.keeps(outcome) ? keepOutcome(keyed, run, outcome, database) : freeKey(keyed, run, database));
  return outcome;
}
