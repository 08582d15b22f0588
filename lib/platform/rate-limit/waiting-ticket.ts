import { z } from 'zod';
import { equalHashes, keyedHash, randomToken } from '../crypto.ts';
import { Temporal } from '../time.ts';
import { type Proof, proofMinutes } from './proof.ts';

/**
 * The way through without scripts: a ticket that is good once, after some seconds of waiting. Waiting costs a machine
 * nothing, so a network gets only so many (`ticketLimit` of the caller).
 */
export const ticketSeconds = 20;

const form = /^(\d{13})\.([\w-]{43})\.([\w-]{43})$/;

function seal(issuedAt: string, id: string, browser: string): Uint8Array<ArrayBuffer> {
  return keyedHash('proof', `ticket:${issuedAt}:${id}:${browser}`);
}

/** @param browser whom it is for */
export function makeTicket(browser: string, now: Temporal.Instant): string {
  const issuedAt = String(now.epochMilliseconds);
  const id = randomToken();
  return `${issuedAt}.${id}.${Buffer.from(seal(issuedAt, id, browser)).toString('base64url')}`;
}

export type ReadTicket =
  | { ok: true; proof: Proof }
  | { ok: false; reason: 'too-early'; seconds: number }
  | { ok: false; reason: 'worthless' };

/** Reads a ticket: another browser's, an old one and a forged one are worth the same. */
export function readTicket(said: string, browser: string, now: Temporal.Instant): ReadTicket {
  const [, issued, id, sealed] = form.exec(said) ?? [];
  if (issued === undefined || id === undefined || sealed === undefined) return { ok: false, reason: 'worthless' };
  if (!equalHashes(Buffer.from(sealed, 'base64url'), seal(issued, id, browser)))
    return { ok: false, reason: 'worthless' };
  const issuedAt = Temporal.Instant.fromEpochMilliseconds(z.coerce.number().int().parse(issued));
  const expiresAt = issuedAt.add({ minutes: proofMinutes });
  if (Temporal.Instant.compare(expiresAt, now) <= 0) return { ok: false, reason: 'worthless' };
  const seconds = ticketSeconds - Math.floor(issuedAt.until(now).total('seconds'));
  if (seconds > 0) return { ok: false, reason: 'too-early', seconds };
  return { ok: true, proof: { id: `ticket:${id}`, issuedAt, expiresAt } };
}
