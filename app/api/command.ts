import { cookies } from 'next/headers';
import type { z } from 'zod';
import { currentVisit, type Visit, visitCookie } from '#lib/consultation/current-visit.ts';
import { currentStaff } from '#lib/identity/require-staff.ts';
import { hasRole, type StaffActor } from '#lib/identity/staff-actor.ts';
import { env } from '#lib/platform/env.ts';
import { type ProblemName, problemResponse } from '#lib/platform/problem.ts';
import { readBody } from '#lib/platform/web/read-body.ts';
import { mayChangeThings } from '#lib/platform/web/request-guard.ts';
import { answering } from './answering.ts';

/** What use cases answer: a refusal is a value with the name of its problem. */
type Outcome = ({ ok: true } & object) | ({ ok: false; reason: ProblemName } & object);

/** Larger bodies are none of ours, in bytes. */
const bodyLimit = 16_384;

/** A parsed body, or the answer that refuses it. Guards against other sites once more, beside the data. */
export async function readInput<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ input: z.output<Schema> } | { refusal: Response }> {
  const { method, headers } = request;
  const publicOrigin = new URL(env().PUBLIC_URL).origin;
  const { pathname } = new URL(request.url);
  if (!mayChangeThings({ method, pathname, headers, publicOrigin }))
    return { refusal: problemResponse('foreign-origin') };
  const text = await readBody(request, bodyLimit);
  if (text === null) return { refusal: problemResponse('too-large') };
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return { input: parsed.data };
  const errors = parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, code: issue.code }));
  return { refusal: problemResponse('invalid-input', { errors }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer to an outcome: its fields as JSON, or its problem. */
export function respond<Answer extends Outcome>(outcome: Answer, headers: Record<string, string> = {}): Response {
  if (!outcome.ok) {
    const { ok: _, reason, ...extra } = outcome;
    return problemResponse(reason, extra);
  }
  const { ok: _, ...body } = outcome;
  return Response.json(body, { headers: { 'cache-control': 'no-store', ...headers } });
}

export { answering };

/** The visit of the browser that asks; a stranger's answer is the same as for what does not exist. */
export async function askingVisit(): Promise<Visit | null> {
  return currentVisit((await cookies()).get(visitCookie)?.value);
}

/** The advisor who asks, or the answer that refuses. */
export async function askingAdvisor(): Promise<{ actor: StaffActor<'advisor'> } | { refusal: Response }> {
  const actor = await currentStaff();
  if (actor === null) return { refusal: problemResponse('signed-out') };
  return hasRole(actor, 'advisor') ? { actor } : { refusal: problemResponse('not-found') };
}

/** A command of the member's browser. */
export function memberCommand<Schema extends z.ZodType>(
  route: string,
  schema: Schema,
  run: (visit: Visit, input: z.output<Schema>) => Promise<Outcome>,
): (request: Request) => Promise<Response> {
  return (request) =>
    answering(route, async () => {
      const read = await readInput(request, schema);
      if ('refusal' in read) return read.refusal;
      const visit = await askingVisit();
      return visit === null ? problemResponse('not-found') : respond(await run(visit, read.input));
    });
}

/** A command of the advisor's browser about one object named in the address. */
export function advisorCommand<Schema extends z.ZodType>(
  route: string,
  idSchema: z.ZodType<string>,
  schema: Schema,
  run: (actor: StaffActor<'advisor'>, id: string, input: z.output<Schema>) => Promise<Outcome>,
): (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response> {
  return (request, { params }) =>
    answering(route, async () => {
      const read = await readInput(request, schema);
      if ('refusal' in read) return read.refusal;
      const asking = await askingAdvisor();
      if ('refusal' in asking) return asking.refusal;
      const id = idSchema.safeParse((await params).id);
      return id.success ? respond(await run(asking.actor, id.data, read.input)) : problemResponse('not-found');
    });
}
