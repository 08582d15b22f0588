import type { z } from 'zod';
import type { ProblemName } from '../problem.ts';
import type { Limit } from '../rate-limit/limit.ts';

/** One operation of the HTTP API: what the route is held to, and what the documents say of it. */
export interface ApiOperation {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below `apiBase` */
  path: string;
  /** Whether the holder's token is asked for; with `optional` a new one is given to whoever brings none */
  holder: 'none' | 'optional' | 'required';
  /**
   * What the token of a mail's link, in the header `Link-Token`, is good for: it names what is asked for (`names`), or
   * opens it without the holder's token as well (`opens`).
   */
  link?: 'names' | 'opens';
  /** The answer has a `version`, which its ETag begins with; a write wants the one that the caller saw in `If-Match` */
  versioned?: true;
  query?: z.ZodObject;
  body?: z.ZodObject;
  answer: { status: 200 | 201; json: z.ZodType } | { status: 200; file: string } | { status: 204 };
  /** How often one network may ask for it */
  limit?: Limit;
  /** Besides those that every operation may answer */
  problems: readonly ProblemName[];
}

export const apiBase = '/api/v1';

/** The header under which a write may be sent again, and the form of what it holds. */
export const keyHeader = 'Idempotency-Key';
export const keyForm = /^[\x21-\x7e]{1,200}$/;
/** Writes that may carry it; ending something twice is the same as once anyway. */
export const takesKey = ({ method }: Pick<ApiOperation, 'method'>): boolean => method === 'POST';

/** The header with the token of a mail's link, and the form of all our tokens: 256 bits in base64url. */
export const linkHeader = 'Link-Token';
export const tokenForm = /^[\w-]{43}$/;

/** The header with what the caller saw: an ETag, or just the version in quotation marks. */
export const versionHeader = 'If-Match';
export const versionForm = /^"(\d{1,9})(?:\.[\w-]{27})?"$/;
export const wantsVersion = ({ method, versioned }: Pick<ApiOperation, 'method' | 'versioned'>): boolean =>
  versioned === true && method !== 'GET';

/** What any request may be refused with, whatever it asks. */
export function commonProblems(operation: ApiOperation): ProblemName[] {
  const { holder, link, query, body, method, limit } = operation;
  const takesInput = query !== undefined || body !== undefined || link !== undefined || takesKey(operation);
  return [
    ...(takesInput ? (['invalid-input'] as const) : []),
    ...(body !== undefined ? (['wrong-media-type', 'too-large'] as const) : []),
    ...(holder !== 'none' ? (['token-missing'] as const) : []),
    ...(takesKey(operation) ? (['key-reused', 'in-progress'] as const) : []),
    ...(wantsVersion(operation) ? (['version-missing', 'changed-meanwhile'] as const) : []),
    ...(method !== 'GET' ? (['foreign-origin'] as const) : []),
    ...(limit !== undefined ? (['too-many-requests'] as const) : []),
    'internal',
  ];
}

/** Keeps the exact type of each operation. */
export function defineOperations<const Operations extends Record<string, ApiOperation>>(operations: Operations) {
  return operations;
}
