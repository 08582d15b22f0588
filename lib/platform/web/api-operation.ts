import type { z } from 'zod';
import type { ProblemName } from '../problem.ts';

/** One operation of the HTTP API: what the route is held to, and what the documents say of it. */
export interface ApiOperation {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below `apiBase` */
  path: string;
  /** Whether the holder's token is asked for; with `optional` a new one is given to whoever brings none */
  holder: 'none' | 'optional' | 'required';
  query?: z.ZodObject;
  body?: z.ZodObject;
  answer: { status: 200 | 201; json: z.ZodType } | { status: 200; file: string } | { status: 204 };
  /** Besides those that every operation may answer */
  problems: readonly ProblemName[];
}

export const apiBase = '/api/v1';

/** What any request may be refused with, whatever it asks. */
export function commonProblems({ holder, query, body, method }: ApiOperation): ProblemName[] {
  return [
    ...(query !== undefined || body !== undefined ? (['invalid-input'] as const) : []),
    ...(body !== undefined ? (['wrong-media-type', 'too-large'] as const) : []),
    ...(holder !== 'none' ? (['token-missing'] as const) : []),
    ...(method !== 'GET' ? (['foreign-origin'] as const) : []),
    'internal',
  ];
}

/** Keeps the exact type of each operation. */
export function defineOperations<const Operations extends Record<string, ApiOperation>>(operations: Operations) {
  return operations;
}
