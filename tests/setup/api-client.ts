/** A program that books over the HTTP API, for tests that need many of them. */
import { randomBytes } from 'node:crypto';
import { type ApiOperationName, apiOperations } from '#lib/booking/api/api-operations.ts';
import { apiBase, keyHeader, linkHeader, versionHeader } from '#lib/platform/web/api-operation.ts';

export interface Sent {
  query?: Record<string, string>;
  body?: unknown;
  /** The same request under the same key is done once */
  key?: string;
  /** Of a mail's link */
  link?: string;
  /** Of the appointment, as it was seen: a change of another one is refused */
  version?: number;
}

export interface Answered {
  status: number;
  ok: boolean;
  /** The parsed body; an empty object when there is none */
  json: Record<string, unknown>;
}

export interface ApiClient {
  /** What the product knows it by */
  readonly token: string;
  /** @throws when no process answers, or one that says it has failed */
  send(name: ApiOperationName, sent?: Sent): Promise<Answered>;
}

/** @param base origin of the process that gets the next request; asked each time, so that requests hop */
export function openApiClient(base: () => string, token = randomBytes(32).toString('base64url')): ApiClient {
  return {
    token,
    send: async (name, { query, body, key, link, version } = {}) => {
      const { method, path } = apiOperations[name];
      const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
      const response = await fetch(new URL(`${apiBase}${path}${search}`, base()), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { [keyHeader]: key }),
          ...(link !== undefined && { [linkHeader]: link }),
          ...(version !== undefined && { [versionHeader]: `"${version}"` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.status >= 500) throw new Error(`${name}: ${response.status}`);
      return { status: response.status, ok: response.ok, json: text === '' ? {} : JSON.parse(text) };
    },
  };
}
