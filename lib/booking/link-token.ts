import { createHmac } from 'node:crypto';
import { equalHashes, keyedHash } from '#lib/platform/crypto.ts';
import type { DataKey } from './data-key.ts';

/**
 * The token of the link in a member's mails: every mail of an appointment names the same one. It follows from the data
 * key, so it stands nowhere and nobody can tell it once the key is destroyed; the row keeps a keyed hash.
 */
export function linkTokenOf({ key }: DataKey, appointmentId: string): string {
  return createHmac('sha256', key).update(`appointment-link:${appointmentId}`).digest('base64url');
}

/** What the row keeps of a token. */
export function linkHashOf(token: string): Uint8Array<ArrayBuffer> {
  return keyedHash('appointment-link', token);
}

/** The token of an appointment whose row is at hand; `null` when its link is another one. */
export function ownLinkToken(dataKey: DataKey, row: { id: string; linkHash: Uint8Array | null }): string | null {
  const token = linkTokenOf(dataKey, row.id);
  return row.linkHash !== null && equalHashes(row.linkHash, linkHashOf(token)) ? token : null;
}
