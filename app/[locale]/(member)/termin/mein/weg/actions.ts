'use server';

import { channelSchema } from '#lib/booking/schema.ts';
import { switchChannel } from '#lib/booking/change/switch-channel.ts';
import { fieldOf } from '../../form-data.ts';
import { refuse } from '../../refusal.ts';
import { isDone, leadToEntry, leadToShown, readChangeable, seenVersion } from '../own.ts';

/** Switches to the channel that was pressed; time and advisor stay (BK6). */
export async function switchTo(_previous: null, data: FormData): Promise<null> {
  const version = seenVersion(data);
  const channel = channelSchema.safeParse(fieldOf(data, 'kanal'));
  const changeable = await readChangeable('weg');
  if (!changeable.ok) return refuse({ kind: 'not-changeable' });
  if (!channel.success) return refuse({ kind: 'no-switch', why: 'not-offered' });
  const switched = await switchChannel({ right: changeable.right, version, channel: channel.data });
  if (switched.ok || (await isDone(version, ({ appointment }) => appointment.channel === channel.data)))
    return leadToShown('umgestellt');
  switch (switched.reason) {
    case 'gone':
      return leadToEntry();
    case 'changed-meanwhile':
      return refuse({ kind: switched.reason });
    case 'too-late':
    case 'begun':
    case 'cancelled':
      return refuse({ kind: 'not-changeable' });
    default:
      return refuse({ kind: 'no-switch', why: switched.reason });
  }
}
