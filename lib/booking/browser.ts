import { keyedHash, randomToken } from '#lib/platform/crypto.ts';

const form = /^[\w-]{43}$/;

/** What a browser's `__Host-termin` cookie stands for in the database; `null` when it cannot be a token of ours. */
export function browserHash(token: string | null | undefined): Uint8Array<ArrayBuffer> | null {
  return token !== null && token !== undefined && form.test(token) ? keyedHash('browser', token) : null;
}

/** The token to go on with: the browser's own, or a new one. */
export function browserTokenOr(token: string | null | undefined): string {
  return token !== null && token !== undefined && form.test(token) ? token : randomToken();
}
