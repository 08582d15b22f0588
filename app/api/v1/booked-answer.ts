import type { AppointmentAnswer } from '#lib/booking/api/api-change-schema.ts';
import type { BookedAnswer, FreeTimeAnswer } from '#lib/booking/api/api-schema.ts';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import type { FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import { secondText } from '#lib/platform/time.ts';
import { listSwitches } from '#lib/booking/change/switch-channel.ts';

/** A held or booked appointment in JSON, without what belongs to its person. */
export function bookedAnswer(appointment: AppointmentView): BookedAnswer {
  const { id, service, further, channel, startsAt, endsAt, center, advisor, locale } = appointment;
  const { id: _, ...serviceCenter } = center;
  return {
    appointmentId: id,
    service,
    furtherServices: further,
    channel,
    startsAt: startsAt.toString(),
    endsAt: endsAt.toString(),
    serviceCenter,
    advisor: { id: advisor.id, label: advisor.label },
    locale,
  };
}

/** A time that is still as free as it was a moment ago is the same object (decision 0020), and has the same answer. */
const freeTimeAnswers = new WeakMap<FreeTime, FreeTimeAnswer>();

export function freeTimeAnswer(time: FreeTime): FreeTimeAnswer {
  const known = freeTimeAnswers.get(time);
  if (known !== undefined) return known;
  const { startsAt, endsAt, timeZone, center, advisors, seatsLeft } = time;
  const answer = {
    startsAt: secondText(startsAt),
    endsAt: secondText(endsAt),
    timeZone,
    serviceCenter: center,
    advisors: [...advisors],
    seatsLeft: seatsLeft ?? null,
  };
  freeTimeAnswers.set(time, answer);
  return answer;
}

/** What can be done with an own appointment now, and why not. */
export async function changeAnswer(own: OwnAppointment): Promise<AppointmentAnswer['change']> {
  const { change, changeUntil, whyNotChangeable, undoable, lateChoices, mayNotCome } = own;
  return {
    opened: change !== null,
    until: changeUntil.toString(),
    whyNot: whyNotChangeable,
    channels: change === null || whyNotChangeable !== null ? [] : await listSwitches(change),
    undoable,
    lateChoices,
    mayNotCome,
  };
}
