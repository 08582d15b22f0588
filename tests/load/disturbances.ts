import { setTimeout as sleep } from 'node:timers/promises';
import { stepAt } from '#lib/booking/core/steps.ts';
import { jobs } from '#lib/booking/jobs.ts';
import type { Database } from '#lib/platform/db.ts';
import { alwaysOpen, changeHours } from './change-hours.ts';
import type { Event } from './history.ts';
import type { StormWorld } from './member.ts';
import type { Random } from './random.ts';
import type { StormClock } from './storm-clock.ts';

/** What the scheduler does again and again: expired holds go, times that came free are offered, and open to all. */
export async function sweep({ recorder }: StormWorld, scheduler: Database): Promise<void> {
  await recorder.record({ action: 'sweep', holder: null }, async () => {
    for (const name of ['booking:sweep-holds', 'booking:keep-opened-times', 'booking:offer-times'])
      await jobs.find((job) => job.name === name)!.run(scheduler);
    return { kind: 'ok' };
  });
}

/** Looks for confirmed appointments without their time, and for times that two are asked about: there are none at any moment. */
export async function lookAround({ recorder, reader }: StormWorld): Promise<void> {
  await recorder.record({ action: 'look', holder: null }, async () => {
    const without = await reader.appointment.findMany({
      where: { state: 'confirmed', groupSessionId: null, claims: { none: {} } },
      select: { id: true },
    });
    const asked = await reader.waitingOffer.groupBy({ by: ['reopeningId'], where: { state: 'open' }, _count: true });
    const askedTwice = asked.filter(({ _count }) => _count > 1).map(({ reopeningId }) => reopeningId);
    return { kind: 'ok', without: without.map(({ id }) => id), askedTwice };
  });
}

/** Closes the weekday that everybody wants at one advisor, and opens it again. */
export async function changeSomeHours(world: StormWorld, owner: Database, random: Random): Promise<void> {
  const resourceId = random.pick(world.advisors);
  const start = world.frontier();
  const weekday = start.toZonedDateTimeISO('Europe/Berlin').dayOfWeek;
  const wanted = stepAt(start);
  for (const hours of [alwaysOpen.filter((rule) => rule.weekday !== weekday), alwaysOpen]) {
    await world.recorder.record({ action: 'change-hours', holder: null }, async () => ({
      kind: 'ok',
      ...(await changeHours({ resourceId, hours }, { from: wanted - 48, to: wanted + 48 }, owner)),
    }));
    await sleep(random.below(50));
  }
}

/** Jumps to just before the end of a living hold, so that it ends while somebody is busy with it. */
export async function moveClock(clock: StormClock, events: readonly Event[], random: Random): Promise<void> {
  const now = clock.atMost();
  const ends = events.flatMap((event) =>
    event.kind === 'ok' && (event.until ?? 0) > now + 1000 ? (event.until ?? 0) : [],
  );
  if (ends.length === 0) return;
  await clock.jumpTo(Math.min(...ends.slice(-12)) - random.below(60));
}

/** When everything that was promised so far has ended. */
export function latestEnd(events: readonly Event[]): number {
  return events.reduce((latest, event) => (event.kind === 'ok' ? Math.max(latest, event.until ?? 0) : latest), 0);
}
