'use server';

import { redirect } from 'next/navigation';
import { holdMove, type Move, readMove } from '#lib/booking/change/hold-move.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { type TimeChoice, timeChoiceSchema } from '#lib/booking/schema.ts';
import { readChoice } from '../../address.ts';
import { askLimit } from '../../ask-limit.ts';
import { fieldOf, fieldsOf } from '../../form-data.ts';
import { to } from '../../offers.ts';
import { refuse } from '../../refusal.ts';
import { leadToEntry, readChangeable } from '../own.ts';
import { checkPath, movePath } from './move-address.ts';

/** Reserves the new time that was pressed; the appointment keeps the one it has (BK6). */
export async function holdNewTime(_previous: null, data: FormData): Promise<null> {
  const choice = readChoice((name) => fieldsOf(data, name));
  const read = timeChoiceSchema.safeParse({ ...choice, startsAt: fieldOf(data, 'zeit') ?? '' });
  const changeable = await readChangeable('verschieben');
  if (!changeable.ok) return refuse({ kind: 'not-changeable' });
  if (choice === null || !read.success) return refuse({ kind: 'unknown-time' });
  const { channel, center, advisor, startsAt } = read.data;
  const { right } = changeable;
  // Pressed twice, it is held already, or taken by the first press.
  const isHeld = async () => holds(await readMove(right), read.data);
  const check = checkPath({ ...choice, partOfDay: undefined }, startsAt);
  if (await isHeld()) redirect(await to(check));
  const beyond = await askLimit(networkLimits.hold, movePath(choice));
  if (beyond !== null) return refuse(beyond);
  const held = await holdMove({ right, choice: { channel, center, advisor, startsAt } });
  if (held.ok || (await isHeld())) redirect(await to(check));
  switch (held.reason) {
    case 'time-taken':
      return refuse({ kind: held.reason, startsAt: startsAt.toString() });
    case 'unknown-choice':
      return refuse({ kind: 'unknown-time' });
    case 'too-far':
      return refuse({ kind: held.reason });
    case 'gone':
      return leadToEntry();
    default:
      return refuse({ kind: 'not-changeable' });
  }
}

/** Whether the new time that is held is just what was pressed. */
function holds(move: Move | null, { channel, center, advisor, startsAt }: TimeChoice): boolean {
  if (move === null) return false;
  const { held } = move;
  const isThere = center === undefined || held.center.slug === center;
  const isWith = advisor === undefined || held.advisor.id === advisor;
  return held.startsAt.equals(startsAt) && held.channel === channel && isThere && isWith;
}
