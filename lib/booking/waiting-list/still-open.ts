import { z } from 'zod';
import type { Transaction } from '#lib/platform/db.ts';
import { readCalendars } from '#lib/organisation/read-calendars.ts';
import { whyUnavailable } from '#lib/booking/core/free-times.ts';
import { readPlaces } from '#lib/booking/free-times/read-places.ts';
import { lockHoursOf } from './kept-time.sql.ts';

const claimRows = z.array(z.object({ resourceId: z.uuid(), from: z.int(), to: z.int(), inHouse: z.boolean() }));

/**
 * Whether all that a kept time is made of is open then by the hours of now: they may have changed since it was given
 * back, and whoever changed them found no appointment there.
 */
export async function isStillOpen(reopeningId: string, database: Transaction): Promise<boolean> {
  const claims = claimRows.parse(
    await database.$queryRaw`
      SELECT claim.resource_id::text AS "resourceId", claim.start_step::int AS "from", claim.end_step::int AS "to",
        reopening.channel = 'on_site' AS "inHouse"
      FROM claim JOIN reopening ON reopening.id = claim.reopening_id WHERE reopening.id = ${reopeningId}::uuid`,
  );
  const [first] = claims;
  if (first === undefined) return false;
  const calendars = await readCalendars(
    claims.map(({ resourceId }) => resourceId),
    database,
  );
  const asked = { calendars, needs: [], inHouse: first.inHouse };
  const [place] = await readPlaces(asked, { from: first.from, to: first.from + 1 }, database);
  return claims.every((claim) => {
    const days = place?.advisors.find(({ advisorId }) => advisorId === claim.resourceId);
    // Its own claim is in nobody's way.
    return days !== undefined && whyUnavailable(claim, { ...days, taken: [] }) === null;
  });
}

/**
 * The same for somebody who takes the time in this transaction. The centers stay locked until it ends: hours that change
 * at this moment are seen here, or whoever changes them sees what is taken here.
 */
export async function staysOpen(reopeningId: string, tx: Transaction): Promise<boolean> {
  await lockHoursOf(reopeningId, tx);
  // A statement of its own: it sees the hours that were changed while the lock was waited for.
  return isStillOpen(reopeningId, tx);
}
