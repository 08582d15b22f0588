import { type FreeTime, listFreeTimes } from '#lib/booking/list-free-times.ts';
import { alternativeCount } from '#lib/booking/policy.ts';
import type { ServiceChoice } from '#lib/booking/schema.ts';
import { Temporal } from '#lib/platform/time.ts';

/** The free times closest after a wished one; where there are too few, the last ones before it as well. */
export async function nearestTimes(
  choice: ServiceChoice & { advisor?: string | undefined },
  wished: Temporal.Instant,
): Promise<FreeTime[]> {
  const after = await listFreeTimes({ ...choice, from: wished, limit: alternativeCount });
  if (!after.ok) return [];
  const following = after.times.slice(0, alternativeCount);
  if (following.length === alternativeCount) return following;
  const all = await listFreeTimes({ ...choice, limit: 400 });
  const before = all.ok ? all.times.filter(({ startsAt }) => Temporal.Instant.compare(startsAt, wished) < 0) : [];
  return [...before, ...following].slice(-alternativeCount);
}
