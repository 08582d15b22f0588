import { randomUUID } from 'node:crypto';
import { cookies } from 'next/headers';
import { z } from 'zod';

/**
 * Why an action refused, for the page that is rendered in the same answer. It travels in a cookie that ends at once:
 * Next shows an action's cookies to the page it renders, the browser forgets this one when it reads it. So nothing is
 * kept anywhere, a reload shows the page without it, and it works the same without scripts.
 */
const cookie = '__Host-termin-antwort';

const schema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('time-taken'), startsAt: z.string() }),
  z.object({ kind: z.literal('unknown-time') }),
  z.object({ kind: z.literal('contact') }),
  z.object({ kind: z.literal('not-extended') }),
  z.object({ kind: z.literal('code-missing'), typed: z.string() }),
  z.object({ kind: z.literal('code-wrong'), typed: z.string(), triesLeft: z.int().min(0).max(9) }),
  z.object({ kind: z.literal('code-used-up') }),
  z.object({ kind: z.literal('code-expired') }),
  z.object({ kind: z.literal('no-more-codes') }),
  z.object({ kind: z.literal('hold-expired') }),
  z.object({ kind: z.literal('unknown-link') }),
  z.object({ kind: z.literal('waiting-code'), typed: z.string() }),
  z.object({ kind: z.literal('no-offer'), why: z.enum(['offer-over', 'not-offered', 'not-changeable', 'refused']) }),
  z.object({ kind: z.literal('not-earlier') }),
  z.object({ kind: z.literal('unknown-days') }),
  z.object({ kind: z.literal('booking-code'), typed: z.string() }),
  z.object({ kind: z.literal('no-code') }),
  z.object({ kind: z.literal('changed-meanwhile') }),
  z.object({ kind: z.literal('not-changeable') }),
  z.object({ kind: z.literal('not-late') }),
  z.object({ kind: z.literal('not-undone'), why: z.enum(['not-cancelled', 'time-gone']) }),
  z.object({ kind: z.literal('too-far') }),
  z.object({ kind: z.literal('other-hold') }),
  z.object({
    kind: z.literal('no-switch'),
    why: z.enum(['not-offered', 'closed', 'no-room', 'no-interpreter', 'no-seat']),
  }),
  z.object({ kind: z.literal('too-many'), minutes: z.int().min(1) }),
  z.object({ kind: z.literal('proof-early'), ticket: z.string(), seconds: z.int().min(1) }),
  z.object({ kind: z.literal('proof-no-waiting') }),
  z.object({ kind: z.literal('proof-worthless') }),
]);
/** Words and figures, and a code that was wrong; nothing about a person. */
export type Refusal = z.infer<typeof schema>;
/** `attempt` differs each time, so that the same refusal twice is told twice. */
export type ReadRefusal = Refusal & { attempt: string };

/** Ends an action that refused: call it and return. */
export async function refuse(refusal: Refusal): Promise<null> {
  const attributes = { httpOnly: true, secure: true, sameSite: 'strict', path: '/', maxAge: 0 } as const;
  (await cookies()).set(cookie, JSON.stringify({ ...refusal, attempt: randomUUID() }), attributes);
  return null;
}

/** What the action of this very request refused, if there was one. */
export async function readRefusal(): Promise<ReadRefusal | null> {
  const value = (await cookies()).get(cookie)?.value;
  if (value === undefined || value === '') return null;
  try {
    return schema.and(z.object({ attempt: z.uuid() })).parse(JSON.parse(value));
  } catch {
    return null;
  }
}
