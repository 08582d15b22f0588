/** What a command answered: the parsed body, or the problem's name (`lib/platform/problem.ts`), or `offline`. */
export type CommandAnswer<Body> = { ok: true; body: Body } | { ok: false; problem: string };

/** Whether the same command may well succeed in a moment: nobody refused it. */
export function isPassing(answer: CommandAnswer<unknown>): boolean {
  return !answer.ok && (answer.problem === 'offline' || answer.problem === 'internal');
}

/** POSTs a command to our API. Never throws: a lost line is the problem `offline`. */
export async function sendCommand<Body = unknown>(address: string, input: unknown = {}): Promise<CommandAnswer<Body>> {
  return ask<Body>(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
}

/** GETs from our API, with the same answers. */
export async function ask<Body>(address: string, init: RequestInit = {}): Promise<CommandAnswer<Body>> {
  try {
    const response = await fetch(address, { ...init, credentials: 'same-origin', cache: 'no-store' });
    const body = (await response.json().catch(() => ({}))) as unknown;
    if (response.ok) return { ok: true, body: body as Body };
    const named = body as { title?: unknown };
    return { ok: false, problem: typeof named.title === 'string' ? named.title : 'internal' };
  } catch {
    return { ok: false, problem: 'offline' };
  }
}
