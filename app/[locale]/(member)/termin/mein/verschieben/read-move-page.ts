import { redirect } from 'next/navigation';
import type { ChangeRight } from '#lib/booking/change/change-right.ts';
import type { Offer } from '#lib/booking/waiting-list/find-offer.ts';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { type MoveChoice, readMoveChoice } from '#lib/booking/change/read-move-choice.ts';
import type { Query, TimesAddress } from '../../address.ts';
import { choiceOf, offerOf, to } from '../../offers.ts';
import { aimPath } from '../aim.ts';
import { leadToEntry, readChangeable } from '../own.ts';
import { readMoveAddress } from './move-address.ts';

export type MovePage =
  | { ok: true; own: OwnAppointment; right: ChangeRight; offer: Offer | null; address: TimesAddress; move: MoveChoice }
  | { ok: false; own: OwnAppointment };

/** All that the pages of a move are made from. `offer`: what its topics are offered as now; `null`: not any more. */
export async function readMovePage(query: Query): Promise<MovePage> {
  const changeable = await readChangeable('verschieben');
  if (!changeable.ok) return changeable;
  const { own, right } = changeable;
  const [move, offer] = await Promise.all([readMoveChoice(right), offerOf(choiceOf(own.appointment))]);
  if (move === null) return leadToEntry();
  const address = readMoveAddress(query, move.choice, own.appointment);
  const isOffered =
    offer === null ||
    (offer.channels.includes(address.channel) &&
      (address.channel !== 'on_site' || offer.centers.some(({ slug }) => slug === address.center)));
  // An address that was made up; the appointment's own way is shown even where it is not offered any more.
  if (!isOffered && query['kanal'] !== undefined) redirect(await to(aimPath('verschieben')));
  return { ok: true, own, right, offer, address, move };
}
