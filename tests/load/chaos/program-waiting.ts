import { setTimeout as sleep } from 'node:timers/promises';
import { waitingEntryAnswer } from '#lib/booking/api/api-waiting-schema.ts';
import { Temporal } from '#lib/platform/time.ts';
import type { Random } from '../random.ts';
import { type CrowdWorld, lookForHold, newBooker, waitForCode } from './crowd.ts';
import { openProgram } from './program.ts';

/** Milliseconds after which somebody who waits looks again. */
const pause = 1500;

/**
 * Joins the waiting list by the HTTP API and waits for a time that others give back: takes it, sometimes twice at the
 * same moment, or says no and goes on waiting (BK8).
 */
export async function walkWaiting(world: CrowdWorld, random: Random): Promise<void> {
  const booker = newBooker();
  const program = openProgram(world, random, booker);
  const today = Temporal.Now.plainDateISO('Europe/Berlin');
  const wish = {
    service: 'allgemeine-beratung',
    channel: 'video',
    firstDay: today.add({ days: 1 }).toString(),
    lastDay: today.add({ days: 30 }).toString(),
  };
  if ((await program.ask('joinWaitingList', { body: { ...wish, ...booker.data } })) === null) return sleep(pause);
  const code = await waitForCode(world, booker.mailbox);
  if (code === undefined || (await program.ask('proveWaiting', { body: { code } })) === null) return;

  while (Date.now() < world.end) {
    const entry = await program.ask('readWaitingEntry');
    const offer = entry === null ? null : waitingEntryAnswer.parse(entry).offer;
    if (offer === null) {
      await sleep(pause);
      continue;
    }
    const body = { offerId: offer.offerId };
    if (random.chance(0.2)) {
      await program.ask('declineOffer', { body });
      continue;
    }
    const accept = () =>
      program.write({ action: 'accept' }, 'acceptOffer', { body }, async () => {
        // The answer names no id.
        const booked = await lookForHold(world, booker.holder);
        return { appointmentId: booked?.id ?? `gone-${booker.holder}` };
      });
    await Promise.all(Array.from({ length: random.chance(0.4) ? 2 : 1 }, accept));
    return;
  }
}
