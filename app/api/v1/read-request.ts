import type { z } from 'zod';
import { env } from '#lib/platform/env.ts';
import { problemResponse } from '#lib/platform/problem.ts';
import {
  type ApiOperation,
  keyForm,
  keyHeader,
  linkHeader,
  takesKey,
  tokenForm,
  versionForm,
  versionHeader,
  wantsVersion,
} from '#lib/platform/web/api-operation.ts';
import { readBody } from '#lib/platform/web/read-body.ts';
import { mayChangeThings } from '#lib/platform/web/request-guard.ts';

/** Larger bodies are none of ours. */
const bodyLimit = 16_384;

/** A request as its operation declares it. */
export interface ReadRequest {
  token: string | null;
  /** Of a mail's link */
  link: string | null;
  /** The one that the caller saw, for a write that wants it */
  version: number | null;
  /** Under which the same request may be sent again */
  key: string | null;
  query: unknown;
  body: unknown;
}

/** Reads what an operation declares and nothing else (cookies above all), or gives the answer that refuses. */
export async function readRequest(
  request: Request,
  operation: ApiOperation,
): Promise<{ asked: ReadRequest } | { refused: Response }> {
  const { method, headers } = request;
  const { pathname, searchParams } = new URL(request.url);
  // The proxy asked that already; here it stands beside the data.
  if (!mayChangeThings({ method, pathname, headers, publicOrigin: new URL(env().PUBLIC_URL).origin }))
    return { refused: problemResponse('foreign-origin') };

  const asked: ReadRequest = { token: null, link: null, version: null, key: null, query: undefined, body: undefined };
  if (operation.link !== undefined) {
    asked.link = headers.get(linkHeader);
    if (asked.link !== null && !tokenForm.test(asked.link)) return { refused: malformed(linkHeader) };
  }
  if (operation.holder !== 'none') {
    const token = bearerOf(headers);
    const isOpen = operation.holder === 'optional' || (operation.link === 'opens' && asked.link !== null);
    if (token === undefined || (token === null && !isOpen)) return { refused: tokenMissing() };
    asked.token = token;
  }
  if (wantsVersion(operation)) {
    const seen = headers.get(versionHeader);
    if (seen === null) return { refused: problemResponse('version-missing') };
    const version = versionForm.exec(seen)?.[1];
    if (version === undefined) return { refused: malformed(versionHeader) };
    asked.version = Number(version);
  }
  if (takesKey(operation)) {
    asked.key = headers.get(keyHeader);
    if (asked.key !== null && !keyForm.test(asked.key)) return { refused: malformed(keyHeader) };
    // A key is a holder's: without a token nobody could be given the same answer again.
    if (asked.key !== null && asked.token === null && (operation.link !== 'opens' || asked.link === null))
      return { refused: tokenMissing() };
  }
  if (operation.query !== undefined) {
    const parsed = operation.query.safeParse(Object.fromEntries(searchParams));
    if (!parsed.success) return { refused: invalid(parsed.error, 'parameter') };
    const twice = [...new Set(searchParams.keys())].find((name) => searchParams.getAll(name).length > 1);
    if (twice !== undefined)
      return { refused: problemResponse('invalid-input', { errors: [{ parameter: twice, code: 'repeated' }] }) };
    asked.query = parsed.data;
  }
  if (operation.body !== undefined) {
    if (!/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? ''))
      return { refused: problemResponse('wrong-media-type') };
    const text = await readBody(request, bodyLimit);
    if (text === null) return { refused: problemResponse('too-large') };
    const parsed = operation.body.safeParse(parseJson(text));
    if (!parsed.success) return { refused: invalid(parsed.error, 'pointer') };
    asked.body = parsed.data;
  }
  return { asked };
}

/** The token that was sent, `null` when none was, `undefined` when what was sent cannot be one. */
function bearerOf(headers: Headers): string | null | undefined {
  const sent = headers.get('authorization');
  return sent === null ? null : /^Bearer +([\w-]{43})$/i.exec(sent)?.[1];
}

function malformed(parameter: string): Response {
  return problemResponse('invalid-input', { errors: [{ parameter, code: 'malformed' }] });
}

function tokenMissing(): Response {
  const refused = problemResponse('token-missing');
  refused.headers.set('www-authenticate', 'Bearer');
  return refused;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names fields and what is wrong with them; never what was sent. */
function invalid(error: z.ZodError, where: 'pointer' | 'parameter'): Response {
  const errors = error.issues.map(({ path, code, message }) => ({
    [where]: where === 'pointer' ? path.map((step) => `/${String(step)}`).join('') : path.join('.'),
    code: code === 'custom' || message === 'malformed' ? message : code,
  }));
  return problemResponse('invalid-input', { errors });
}
