import type { Transaction } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import type { FreeStart } from '#lib/booking/core/free-times.ts';
import { stepFrom } from '#lib/booking/core/steps.ts';
import { type Audience, type GroupSession, readGroupSessions } from './group-session.sql.ts';
import type { Asked } from './read-places.ts';

/**
 * The sessions that answer a question in [from, to), earliest first, full ones included: of its advisors, with a room
 * and an interpreter such as are asked for. Lead time and horizon are the caller's.
 */
export async function findSessions(
  question: Asked & { service: { id: string }; audience: Audience },
  from: Temporal.Instant,
  to: Temporal.Instant,
  database: Transaction,
): Promise<GroupSession[]> {
  const sessions = await readGroupSessions(
    {
      serviceId: question.service.id,
      advisorIds: question.calendars.map(({ resourceId }) => resourceId),
      audience: question.audience,
      from,
      to,
    },
    database,
  );
  // Its capacity are the session's own seats.
  const needs = question.needs.filter(({ kind }) => kind !== 'seat');
  return sessions.filter(({ centerId, resourceIds }) =>
    needs.every(
      ({ centerIds, calendars }) =>
        centerIds?.has(centerId) === false || calendars.some(({ resourceId }) => resourceIds.includes(resourceId)),
    ),
  );
}

/** Sessions with seats left as the starts of free times. */
export function startsOfSessions(sessions: readonly GroupSession[]): FreeStart[] {
  const starts = new Map<number, FreeStart & { seatsLeft: Map<string, number> }>();
  for (const { advisorId, startsAt, seatsLeft } of sessions) {
    if (seatsLeft === 0) continue;
    const start = stepFrom(startsAt.epochMilliseconds);
    const found = starts.get(start) ?? { start, advisorIds: [], seatsLeft: new Map<string, number>() };
    found.advisorIds.push(advisorId);
    found.seatsLeft.set(advisorId, seatsLeft);
    starts.set(start, found);
  }
  return [...starts.values()];
}
