import { type Challenge, createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { keyedHash } from '../crypto.ts';
import { Temporal } from '../time.ts';
import { type Proof, proofMinutes } from './proof.ts';

/**
 * A task for a browser: find the counter whose derived key begins as given. About two million rounds of SHA-256, which
 * is half a second for a notebook and a few seconds for an old phone; making and checking it costs us a thousandth.
 */
const task = { algorithm: 'PBKDF2/SHA-256', cost: 5000 } as const;
const fewest = 200;
const most = 600;

export type Task = Challenge;

const secret = (part: string) => Buffer.from(keyedHash('proof', part)).toString('hex');
const secrets = () => ({ hmacSignatureSecret: secret('task'), hmacKeySignatureSecret: secret('solution') });

/** @param browser whom it is for: a solution is worth nothing in another browser */
export async function makeTask(browser: string, now: Temporal.Instant): Promise<Task> {
  return createChallenge({
    ...task,
    deriveKey,
    ...secrets(),
    counter: randomInt(fewest, most),
    // Its end is read by our own clock, not by the package's.
    data: { browser: secret(`browser:${browser}`), issuedAt: now.epochMilliseconds },
  });
}

const hex = z
  .string()
  .regex(/^[\da-f]+$/)
  .max(200);
const solved = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(task.algorithm),
      cost: z.literal(task.cost),
      nonce: hex,
      salt: hex,
      keyLength: z.literal(32),
      keyPrefix: hex,
      keySignature: hex,
      data: z.object({ browser: hex, issuedAt: z.int() }),
    }),
    signature: hex,
  }),
  solution: z.object({ counter: z.int().nonnegative(), derivedKey: hex }),
});

/**
 * Reads what a browser says it has worked out.
 * @param said JSON of `{ challenge, solution }`
 * @returns `null` when it is wrong, another browser's, or too old
 */
export async function readSolution(said: string, browser: string, now: Temporal.Instant): Promise<Proof | null> {
  const parsed = solved.safeParse(parseJson(said));
  if (!parsed.success) return null;
  const { challenge, solution } = parsed.data;
  const { data } = challenge.parameters;
  if (data.browser !== secret(`browser:${browser}`)) return null;
  const checked = await verifySolution({ challenge, solution, deriveKey, ...secrets() });
  if (!checked.verified) return null;
  const issuedAt = Temporal.Instant.fromEpochMilliseconds(data.issuedAt);
  const expiresAt = issuedAt.add({ minutes: proofMinutes });
  if (Temporal.Instant.compare(expiresAt, now) <= 0) return null;
  return { id: `task:${challenge.signature}`, issuedAt, expiresAt };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
