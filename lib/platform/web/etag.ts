import { createHash } from 'node:crypto';

/**
 * A strong entity tag: the same bytes have the same tag, on every process.
 * @param version of what has one: the tag begins with it, so that a write can ask for that version (`If-Match`)
 */
export function etagOf(body: string, version?: number): string {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  return version === undefined ? `"${hash}"` : `"${version}.${hash}"`;
}

/**
 * Whether the caller has this very answer already (RFC 9110, 13.1.2: compared weakly).
 * @param ifNoneMatch the header as sent
 */
export function isKnown(etag: string, ifNoneMatch: string | null): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch
    .split(',')
    .map((sent) => sent.trim().replace(/^W\//, ''))
    .some((sent) => sent === '*' || sent === etag);
}
