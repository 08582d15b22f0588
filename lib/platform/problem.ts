/**
 * RFC 9457: what machines are told when something was refused or failed. One exhaustive map; pages tell people in the
 * words of their domain.
 */
const problems = {
  'invalid-input': 422,
  'not-found': 404,
  'not-allowed': 403,
  'signed-out': 401,
  'token-missing': 401,
  'access-needed': 403,
  'method-not-allowed': 405,
  'too-large': 413,
  'wrong-media-type': 415,
  'unknown-choice': 422,
  'time-taken': 409,
  'hold-expired': 410,
  'code-wrong': 422,
  'code-expired': 410,
  'code-used-up': 429,
  'limit-reached': 409,
  'too-many-requests': 429,
  'wrong-state': 409,
  'not-changeable': 409,
  'channel-unavailable': 409,
  'changed-meanwhile': 412,
  'version-missing': 428,
  'in-progress': 409,
  'key-reused': 422,
  'too-early': 425,
  'too-late': 410,
  'too-far': 422,
  'unknown-days': 422,
  'time-gone': 410,
  gone: 410,
  'foreign-origin': 403,
  'video-unavailable': 503,
  internal: 500,
} as const;

export type ProblemName = keyof typeof problems;
export const problemNames = Object.keys(problems) as ProblemName[];

/** The HTTP status of a problem. */
export function statusOf(name: ProblemName): number {
  return problems[name];
}

/** @param extra further members of the problem, such as `errors: [{ pointer, code }]`; never personal data. */
export function problemResponse(name: ProblemName, extra: Record<string, unknown> = {}): Response {
  const body = { type: `/problems/${name}`, title: name, status: problems[name], ...extra };
  return new Response(JSON.stringify(body), {
    status: problems[name],
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
