'use server';

import { redirect } from 'next/navigation';
import { extendMove, readMove, releaseMove } from '#lib/booking/change/hold-move.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import { fieldOf } from '../../../form-data.ts';
import { choiceOf, to } from '../../../offers.ts';
import { refuse } from '../../../refusal.ts';
import { type Changeable, isDone, leadToEntry, leadToShown, readChangeable, seenVersion } from '../../own.ts';
import { checkPath, readWishedTime } from '../move-address.ts';

/** Every press of the page that shows what will be: to move, to keep the new time longer, to leave all as it is. */
export async function decideMove(_previous: null, data: FormData): Promise<null> {
  const version = seenVersion(data);
  const wished = readWishedTime({ zeit: fieldOf(data, 'zeit') });
  const isMoved = () => isDone(version, ({ appointment }) => wished?.equals(appointment.startsAt) === true);
  const changeable = await readChangeable('verschieben');
  if (!changeable.ok) return (await isMoved()) ? leadToShown('verschoben') : refuse({ kind: 'not-changeable' });
  switch (fieldOf(data, 'tun')) {
    case 'laenger':
      return keepLonger(changeable);
    case 'lassen':
      await releaseMove(changeable.right);
      return leadToShown();
    default: {
      const moved = await moveAppointment({ right: changeable.right, version, holdId: fieldOf(data, 'reservierung') });
      if (moved.ok || (await isMoved())) return leadToShown('verschoben');
      if (moved.reason === 'gone') return leadToEntry();
      if (moved.reason === 'hold-expired' && (await readMove(changeable.right)) !== null)
        return refuse({ kind: 'other-hold' });
      if (moved.reason === 'changed-meanwhile' || moved.reason === 'hold-expired' || moved.reason === 'too-far')
        return refuse({ kind: moved.reason });
      return refuse({ kind: 'not-changeable' });
    }
  }
}

async function keepLonger({ right }: Extract<Changeable, { ok: true }>): Promise<null> {
  const extended = await extendMove(right);
  const move = await readMove(right);
  if (move === null) return refuse({ kind: 'hold-expired' });
  if (!extended) return refuse({ kind: 'not-extended' });
  return redirect(await to(checkPath(choiceOf(move.held), move.held.startsAt, 'verlaengert')));
}
