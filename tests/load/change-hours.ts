import { readAdvisorDays } from '#lib/booking/free-times/booking-question.ts';
import { readCalendars } from '#lib/organisation/read-calendars.ts';
import type { Database } from '#lib/platform/db.ts';
import type { Span } from './history.ts';

/** Opening of a resource in wall clock of its center. */
export interface WeeklyHours {
  weekday: number;
  startMinute: number;
  endMinute: number;
}

export const alwaysOpen: WeeklyHours[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  startMinute: 0,
  endMinute: 1440,
}));

/**
 * Gives a resource other hours, as staff will (OR4): the version goes up first, and holds wait for it; what is outside
 * of the new hours is read in a statement of its own, so that it sees everybody who came before.
 * @param database of the role that may change hours
 * @param within the time that is looked at, in steps
 * @returns the version, the appointments outside of the new hours, and what is closed within that time
 */
export async function changeHours(
  { resourceId, hours }: { resourceId: string; hours: readonly WeeklyHours[] },
  within: { from: number; to: number },
  database: Database,
): Promise<{ version: number; touched: string[]; closed: Span[] }> {
  return database.$transaction(
    async (tx) => {
      const resource = await tx.resource.findUniqueOrThrow({ where: { id: resourceId } });
      const { calendarVersion } = await tx.serviceCenter.update({
        where: { id: resource.serviceCenterId },
        data: { calendarVersion: { increment: 1 } },
      });
      await tx.hours.deleteMany({ where: { resourceId } });
      await tx.hours.createMany({ data: hours.map((rule) => ({ ...rule, resourceId })) });
      const claims = await tx.claim.findMany({ where: { resourceId }, include: { appointment: true } });
      const reach = {
        from: Math.min(within.from, ...claims.map(({ startStep }) => startStep)),
        to: Math.max(within.to, ...claims.map(({ endStep }) => endStep)),
      };
      const [day] = await readAdvisorDays(await readCalendars([resourceId], tx), reach, tx);
      const open = day?.open ?? [];
      const outside = claims.filter(
        ({ startStep, endStep }) => !open.some(({ from, to }) => from <= startStep && endStep <= to),
      );
      return {
        version: calendarVersion,
        // Where an appointment may move to counts as its own: the hold is gone once it has.
        touched: outside.flatMap(({ appointment }) => [appointment?.id ?? [], appointment?.movesId ?? []].flat()),
        closed: between(open, within).map((gap) => ({ resourceId, ...gap })),
      };
    },
    { timeout: 20_000, maxWait: 20_000 },
  );
}

/** What lies between spans that are in order. */
function between(
  open: readonly { from: number; to: number }[],
  within: { from: number; to: number },
): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let { from } = within;
  for (const span of open) {
    if (span.from > from && from < within.to) gaps.push({ from, to: Math.min(span.from, within.to) });
    from = Math.max(from, span.to);
  }
  if (from < within.to) gaps.push({ from, to: within.to });
  return gaps;
}
