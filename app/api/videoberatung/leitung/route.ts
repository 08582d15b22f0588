import { randomBytes } from 'node:crypto';
import { answering, askingVisit } from '#app/api/command.ts';
import { problemResponse } from '#lib/platform/problem.ts';

/** Big enough to measure, small enough for a phone. Random, so that no compression makes it look quicker. */
const testBytes = 98_304;

/** Something to fetch for the check of the line; only for those who have a visit. */
export function GET(): Promise<Response> {
  return answering('videoberatung/leitung', async () => {
    if ((await askingVisit()) === null) return problemResponse('not-found');
    return new Response(randomBytes(testBytes), {
      headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store, no-transform' },
    });
  });
}
