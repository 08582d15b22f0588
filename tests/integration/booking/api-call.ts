import { expect } from 'vitest';
import * as absenceRoute from '#app/api/v1/appointment/absence/route.ts';
import * as accessRoute from '#app/api/v1/appointment/access/route.ts';
import * as accessCodeRoute from '#app/api/v1/appointment/access/code/route.ts';
import * as cancellationRoute from '#app/api/v1/appointment/cancellation/route.ts';
import * as undoRoute from '#app/api/v1/appointment/cancellation/undo/route.ts';
import * as channelRoute from '#app/api/v1/appointment/channel/route.ts';
import * as latenessRoute from '#app/api/v1/appointment/lateness/route.ts';
import * as moveRoute from '#app/api/v1/appointment/move/route.ts';
import * as moveConfirmationRoute from '#app/api/v1/appointment/move/confirmation/route.ts';
import * as moveExtensionRoute from '#app/api/v1/appointment/move/extension/route.ts';
import * as appointmentRoute from '#app/api/v1/appointment/route.ts';
import * as calendarFileRoute from '#app/api/v1/appointment/calendar-file/route.ts';
import * as freeTimesRoute from '#app/api/v1/free-times/route.ts';
import * as codeRoute from '#app/api/v1/hold/code/route.ts';
import * as confirmationRoute from '#app/api/v1/hold/confirmation/route.ts';
import * as contactRoute from '#app/api/v1/hold/contact/route.ts';
import * as extensionRoute from '#app/api/v1/hold/extension/route.ts';
import * as holdRoute from '#app/api/v1/hold/route.ts';
import * as serviceCentersRoute from '#app/api/v1/service-centers/route.ts';
import * as servicesRoute from '#app/api/v1/services/route.ts';
import * as waitingRoute from '#app/api/v1/waiting-entry/route.ts';
import * as waitingCodeRoute from '#app/api/v1/waiting-entry/code/route.ts';
import * as waitingConfirmationRoute from '#app/api/v1/waiting-entry/confirmation/route.ts';
import * as acceptanceRoute from '#app/api/v1/waiting-entry/offer/acceptance/route.ts';
import * as refusalRoute from '#app/api/v1/waiting-entry/offer/refusal/route.ts';
import * as earlierRoute from '#app/api/v1/appointment/waiting-entry/route.ts';
import { type ApiOperationName, apiOperations } from '#lib/booking/api/api-operations.ts';
import { type ProblemName, statusOf } from '#lib/platform/problem.ts';
import {
  apiBase,
  type ApiOperation,
  commonProblems,
  linkHeader,
  versionHeader,
} from '#lib/platform/web/api-operation.ts';

const routes = {
  '/service-centers': serviceCentersRoute,
  '/services': servicesRoute,
  '/free-times': freeTimesRoute,
  '/hold': holdRoute,
  '/hold/extension': extensionRoute,
  '/hold/contact': contactRoute,
  '/hold/code': codeRoute,
  '/hold/confirmation': confirmationRoute,
  '/appointment': appointmentRoute,
  '/appointment/calendar-file': calendarFileRoute,
  '/appointment/absence': absenceRoute,
  '/appointment/access': accessRoute,
  '/appointment/access/code': accessCodeRoute,
  '/appointment/cancellation': cancellationRoute,
  '/appointment/cancellation/undo': undoRoute,
  '/appointment/channel': channelRoute,
  '/appointment/lateness': latenessRoute,
  '/appointment/move': moveRoute,
  '/appointment/move/confirmation': moveConfirmationRoute,
  '/appointment/move/extension': moveExtensionRoute,
  '/waiting-entry': waitingRoute,
  '/waiting-entry/code': waitingCodeRoute,
  '/waiting-entry/confirmation': waitingConfirmationRoute,
  '/waiting-entry/offer/acceptance': acceptanceRoute,
  '/waiting-entry/offer/refusal': refusalRoute,
  '/appointment/waiting-entry': earlierRoute,
} as const;

export interface Call {
  token?: string | undefined;
  query?: string | Record<string, string>;
  /** Sent as JSON; a string is sent as it is */
  body?: unknown;
  /** Of a mail's link */
  link?: string | undefined;
  /** The one that was seen */
  version?: number | undefined;
  headers?: Record<string, string>;
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body of an answer in JSON */
  json: Record<string, unknown>;
}

/** Calls the route of an operation as Next does, and holds whatever comes back to what the operation declares. */
export async function callApi(name: ApiOperationName, call: Call = {}): Promise<ApiAnswer> {
  const operation: ApiOperation = apiOperations[name];
  const { method, path } = apiOperations[name];
  const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query).toString()}`;
  const body = call.body === undefined || typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const response = await routes[path][method](
    new Request(`http://localhost:3000${apiBase}${path}${query}`, {
      method,
      headers: {
        ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
        ...(call.link !== undefined && { [linkHeader]: call.link }),
        ...(call.version !== undefined && { [versionHeader]: `"${call.version}"` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(body !== undefined && method !== 'GET' && { body }),
    }),
  );
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const json = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
  const { status, headers } = response;
  expectDeclared(operation, { status, headers, text, json });
  return { status, headers, text, json };
}

function expectDeclared(operation: ApiOperation, { status, headers, text, json }: ApiAnswer): void {
  const { answer, holder, method, versioned } = operation;
  const tag = versioned === true ? /^"\d+\.[\w-]{27}"$/ : /^"[\w-]{27}"$/;
  const etag = method === 'GET' ? tag : versioned === true ? /^"\d+"$/ : /^none$/;
  if (status < 400) {
    expect(headers.get('cache-control')).toBe(holder === 'none' ? 'no-cache' : 'no-store');
    expect(headers.get('etag') ?? 'none').toMatch(etag);
    if (status === 304) {
      expect(text).toBe('');
      return;
    }
    expect(status).toBe(answer.status);
    // Strict schemas: a field that nobody declared fails here.
    if ('json' in answer) answer.json.parse(json);
    if ('file' in answer) expect(headers.get('content-type')).toContain(answer.file);
    return;
  }
  expect(headers.get('content-type')).toBe('application/problem+json');
  const name = json['title'] as ProblemName;
  expect([...operation.problems, ...commonProblems(operation)]).toContain(name);
  expect(status).toBe(statusOf(name));
  expect(json).toMatchObject({ type: `/problems/${name}`, status });
}
