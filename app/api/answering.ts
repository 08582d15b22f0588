import { log } from '#lib/platform/log.ts';
import { problemResponse } from '#lib/platform/problem.ts';

/** Runs a route; a fault is logged under an incident id that the caller gets too. */
export async function answering(route: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (fault) {
    const incidentId = crypto.randomUUID();
    log.error('Request failed', { route, incidentId, fault });
    return problemResponse('internal', { incidentId });
  }
}
