import { keyedHash } from '#lib/platform/crypto.ts';
import type { Recipient } from '#lib/messaging/schema.ts';
import type { Contact } from '#lib/booking/schema.ts';

/**
 * What a member is counted by (BK12): a keyed hash of the KVNR, else of names and birth date. Marks, case, spaces and
 * hyphens of names do not matter. Nobody is recognised by it: it is what was typed, and typed can be anything.
 */
export function identityHash({
  kvnr,
  firstName,
  lastName,
  birthDate,
}: Pick<Contact, 'kvnr' | 'firstName' | 'lastName' | 'birthDate'>): Uint8Array<ArrayBuffer> {
  const words = [bare(firstName), bare(lastName), birthDate ?? ''];
  return keyedHash('identity', kvnr === null ? `names:${words.join('|')}` : `kvnr:${kvnr}`);
}

function bare(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What a mailbox or a phone is counted by (ID3). */
export function mailboxHash(to: Recipient): Uint8Array<ArrayBuffer> {
  return keyedHash('mailbox', to.medium === 'email' ? `email:${to.address.toLowerCase()}` : `sms:${to.number}`);
}
