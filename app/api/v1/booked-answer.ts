import type { BookedAnswer, FreeTimeAnswer } from '#lib/booking/api-schema.ts';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import type { FreeTime } from '#lib/booking/list-free-times.ts';

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

export function freeTimeAnswer({ startsAt, endsAt, timeZone, center, advisors, seatsLeft }: FreeTime): FreeTimeAnswer {
  return {
    startsAt: startsAt.toString(),
    endsAt: endsAt.toString(),
    timeZone,
    serviceCenter: center,
    advisors: [...advisors],
    seatsLeft: seatsLeft ?? null,
  };
}
