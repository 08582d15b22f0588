import { type Database, db } from '#lib/platform/db.ts';
import { latenessChoices } from '#lib/booking/core/change-rules.ts';
import { lateChoices, lateFromMinutes } from '#lib/booking/policy.ts';
import type { SeeingRight } from './change-right.ts';
import { changeAppointment, type NotChanged } from './change-appointment.ts';

export type AnnouncedLateness = { ok: true } | NotChanged | { ok: false; reason: 'not-offered' };

/**
 * "I will be ten minutes late", one tap: the advisor's day shows it. Said again, the newer word counts. Needs the mail's
 * link alone; changes nothing but that word, so no mail.
 * @param request.minutes one of the choices that are offered now
 */
export async function announceLateness(
  request: { right: SeeingRight; version: number; minutes: number },
  database: Database = db(),
): Promise<AnnouncedLateness> {
  return changeAppointment<AnnouncedLateness>(
    { ...request, action: 'appointment:lateness-announced' },
    async (locked, now, tx) => {
      const offered = latenessChoices(locked, now, { choices: lateChoices, fromMinutes: lateFromMinutes });
      if (!offered.includes(request.minutes)) return { ok: false, reason: 'not-offered' };
      await tx.appointment.updateMany({
        where: { id: locked.id },
        data: { lateMinutes: request.minutes, version: { increment: 1 } },
      });
      return { ok: true };
    },
    database,
  );
}
