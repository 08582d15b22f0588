import { acceptOffer } from '#lib/booking/waiting-list/accept-offer.ts';
import { declineOffer } from '#lib/booking/waiting-list/decline-offer.ts';
import { findOwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { keyedHash } from '#lib/platform/crypto.ts';
import type { Database } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { join, type Waiting } from '#tests/integration/booking/waiting.ts';
import type { Answer, Recorder } from './history.ts';
import type { Random } from './random.ts';

/** What somebody who waits needs of the storm around. */
interface WaiterWorld {
  recorder: Recorder;
  process: () => Database;
  reader: Database;
}

/** Somebody on the waiting list. */
export interface Waiter {
  /** Joins, or answers an offer if there is one. @returns what it booked by that */
  step(): Promise<{ id: string; token: string } | null>;
}

let joined = 0;
/** Within the horizon of storms. */
const lastDay = Temporal.PlainDate.from('2026-12-05');

/** Letters for a number: names have none. */
export const lettersOf = (n: number): string => String(n).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');

export function openWaiter({ recorder, process, reader }: WaiterWorld, random: Random): Waiter {
  let waiting: Waiting | null = null;
  return {
    step: async () => {
      // How one joins is tried elsewhere: over a good line. The code may run out when the clock jumps.
      waiting ??= await join(`Wartende${lettersOf(joined++)}`, { lastDay }, reader).catch(() => null);
      if (waiting === null) return null;
      const { linkToken, browserToken } = waiting;
      const own = await findOwnWaiting({ linkToken }, reader);
      // Its entry ends with an answer that was never heard, too.
      if (own === null) waiting = null;
      const offer = own?.offer ?? null;
      // Some do not answer.
      if (own === null || offer === null || random.chance(0.3)) return null;
      if (random.chance(0.2)) {
        await declineOffer({ right: own.right, offerId: offer.id }, process()).catch(() => false);
        return null;
      }
      const holder = Buffer.from(keyedHash('browser', browserToken)).toString('hex');
      const accept = (): Promise<Answer> =>
        recorder.record({ action: 'accept', holder, key: `accept ${offer.id}` }, async () => {
          const answer = await acceptOffer({ right: own.right, offerId: offer.id, browserToken }, process());
          return answer.ok
            ? { kind: 'ok', appointmentId: answer.appointmentId }
            : { kind: 'refused', reason: answer.reason };
        });
      const answers = await Promise.all(Array.from({ length: random.chance(0.5) ? 2 : 1 }, accept));
      const id = answers.flatMap((answer) => (answer.kind === 'ok' ? (answer.appointmentId ?? []) : []))[0];
      return id === undefined ? null : { id, token: browserToken };
    },
  };
}
