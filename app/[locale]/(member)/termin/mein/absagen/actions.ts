'use server';

import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { refuse } from '../../refusal.ts';
import { isDone, leadToEntry, leadToShown, readChangeable, seenVersion } from '../own.ts';

/** Cancels the appointment (BK6). Pressed twice, it is cancelled once, and both presses lead there. */
export async function cancel(_previous: null, data: FormData): Promise<null> {
  const version = seenVersion(data);
  const isCancelled = () => isDone(version, ({ appointment }) => appointment.state === 'cancelled');
  const changeable = await readChangeable('absagen');
  if (!changeable.ok) return (await isCancelled()) ? leadToShown('abgesagt') : refuse({ kind: 'not-changeable' });
  const cancelled = await cancelAppointment({ right: changeable.right, version });
  if (cancelled.ok || (await isCancelled())) return leadToShown('abgesagt');
  if (cancelled.reason === 'gone') return leadToEntry();
  return refuse({ kind: cancelled.reason === 'changed-meanwhile' ? cancelled.reason : 'not-changeable' });
}
