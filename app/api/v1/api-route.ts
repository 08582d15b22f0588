import { z } from 'zod';
import { answering } from '#app/api/answering.ts';
import { answerOnce } from '#lib/booking/api/answer-once.ts';
import { apiOperations, type ApiOperationName } from '#lib/booking/api/api-operations.ts';
import { takeNetworkAllowance } from '#lib/booking/limits/take-network-allowance.ts';
import { type ProblemName, problemNames, problemResponse } from '#lib/platform/problem.ts';
import { rateLimitHeaders, type Standing } from '#lib/platform/rate-limit/limit.ts';
import type { ApiOperation } from '#lib/platform/web/api-operation.ts';
import { etagOf, isKnown } from '#lib/platform/web/etag.ts';
import { type ReadRequest, readRequest } from './read-request.ts';

type Operations = typeof apiOperations;

interface Asked<Operation extends ApiOperation> {
  query: Operation extends { query: infer Query extends z.ZodType } ? z.output<Query> : undefined;
  body: Operation extends { body: infer Body extends z.ZodType } ? z.output<Body> : undefined;
  token: Operation extends { holder: 'required'; link?: 'names' } ? string : string | null;
  link: string | null;
  version: Operation extends { method: 'POST' | 'DELETE'; versioned: true } ? number : null;
}

interface Refused<Problem extends ProblemName> {
  refused: Problem;
  /** Further members of the problem */
  extra?: Record<string, unknown>;
}

type Given<Operation extends ApiOperation> = (Operation['answer'] extends { json: infer Json extends z.ZodType }
  ? { json: z.input<Json> }
  : Operation['answer'] extends { file: string }
    ? { file: string }
    : { done: true }) & { headers?: Record<string, string> };

type Outcome<Operation extends ApiOperation> =
  | Given<Operation>
  | Refused<
      | Operation['problems'][number]
      | (Operation extends { body: z.ZodType } ? 'invalid-input' : never)
      | (Operation extends { versioned: true } ? 'changed-meanwhile' : never)
    >;

type Handler = (request: Request) => Promise<Response>;

/** The handler of one operation of the API: reads what it declares, runs it, and answers as it declares. */
export function serve<Name extends ApiOperationName>(
  name: Name,
  run: (asked: Asked<Operations[Name]>) => Promise<Outcome<Operations[Name]>>,
): Handler {
  const operation: ApiOperation = apiOperations[name];
  return (request) =>
    answering(`api/v1/${name}`, async () => {
      const read = await readRequest(request, operation);
      if ('refused' in read) return read.refused;
      // What was read passed the operation's own schemas.
      const asked = read.asked as ReadRequest & Asked<Operations[Name]>;
      let standing: Standing | undefined;
      const work = async (): Promise<AnyOutcome> => {
        // Asked for here: what is sent again under its key and answered from what is kept costs nothing.
        if (operation.limit !== undefined) {
          const address = request.headers.get('x-forwarded-for');
          const allowance = await takeNetworkAllowance({ limit: operation.limit, address });
          ({ standing } = allowance);
          if (!allowance.ok) return { refused: 'too-many-requests' };
        }
        return run(asked);
      };
      const outcome = asked.key === null ? await work() : await once({ name, ...read.asked, key: asked.key }, work);
      const answer =
        'refused' in outcome ? problemResponse(outcome.refused, outcome.extra) : given(request, operation, outcome);
      if ('refused' in outcome && outcome.refused === 'in-progress') answer.headers.set('retry-after', '1');
      if (standing !== undefined) tellStanding(answer, standing);
      return answer;
    });
}

/** Programs see how far they are from a limit before they reach it (IETF draft "RateLimit header fields"). */
function tellStanding(answer: Response, standing: Standing): void {
  for (const [name, value] of Object.entries(rateLimitHeaders(standing))) answer.headers.set(name, value);
  if (answer.status === 429 && standing.remaining === 0) answer.headers.set('retry-after', String(standing.reset));
}

const storedOutcome = z.union([
  z.strictObject({ refused: z.enum(problemNames), extra: z.record(z.string(), z.unknown()).optional() }),
  z.strictObject({
    json: z.record(z.string(), z.unknown()),
    headers: z.record(z.string(), z.string()).optional(),
    givesToken: z.boolean().optional(),
  }),
]);
/** As `Outcome`, of any operation that takes a key. */
type AnyOutcome = { refused: ProblemName; extra?: Record<string, unknown> } | GivenOutcome;
type GivenOutcome = { json?: unknown; file?: string; headers?: Record<string, string> };

/** A wrong code counts as a try, so it counts once; what else is refused has changed nothing. */
const keptRefusals: readonly ProblemName[] = ['code-wrong', 'code-used-up'];

/** Runs a write under its key. The holder's token, which some answers name, is not kept with them. */
async function once(
  { name, token, link, version, key, body }: ReadRequest & { name: ApiOperationName; key: string },
  work: () => Promise<AnyOutcome>,
): Promise<AnyOutcome> {
  const holder = token ?? link;
  if (holder === null) return { refused: 'token-missing' };
  const input = link === null && version === null ? body : { link, version, body };
  const answered = await answerOnce<z.infer<typeof storedOutcome>>(
    { token: holder, key, operation: name, input },
    {
      schema: storedOutcome,
      keeps: (outcome) => !('refused' in outcome) || keptRefusals.includes(outcome.refused),
      run: async () => {
        const outcome = storedOutcome.parse(await work());
        if (!('json' in outcome) || outcome.json['token'] !== holder) return outcome;
        const { token: _, ...json } = outcome.json;
        return { ...outcome, json, givesToken: true };
      },
    },
  );
  if (!answered.ok) return { refused: answered.reason };
  const { outcome } = answered;
  if ('refused' in outcome)
    return { refused: outcome.refused, ...(outcome.extra !== undefined && { extra: outcome.extra }) };
  const { json, headers, givesToken } = outcome;
  return { json: givesToken === true ? { token: holder, ...json } : json, ...(headers !== undefined && { headers }) };
}

function given(request: Request, operation: ApiOperation, outcome: GivenOutcome): Response {
  const { answer, method, holder, versioned } = operation;
  const headers = new Headers(outcome.headers);
  // Nothing of a person is kept on the way; public lists may be kept and asked after.
  headers.set('cache-control', holder === 'none' ? 'no-cache' : 'no-store');
  if (answer.status === 204) return new Response(null, { status: 204, headers });
  const body = outcome.file ?? JSON.stringify(outcome.json);
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  const version = versioned === true ? versionOf(outcome.json) : undefined;
  if (version !== undefined && method !== 'GET') headers.set('etag', `"${version}"`);
  if (method === 'GET') {
    const etag = etagOf(body, version);
    headers.set('etag', etag);
    if (isKnown(etag, request.headers.get('if-none-match'))) {
      headers.delete('content-type');
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(body, { status: answer.status, headers });
}

const versionedJson = z.looseObject({ version: z.int() });
const versionOf = (json: unknown): number => versionedJson.parse(json).version;

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof methods)[number];

/** All methods of an address: those that there are, and for the others the answer that says so. HEAD follows from GET. */
export function apiRoute(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allow = [...Object.keys(handlers), ...('GET' in handlers ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const refuse: Handler = () => {
    const refused = problemResponse('method-not-allowed');
    refused.headers.set('allow', allow);
    return Promise.resolve(refused);
  };
  const options: Handler = () => Promise.resolve(new Response(null, { status: 204, headers: { allow } }));
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: options, ...handlers };
}
