import { type Database, db } from '#lib/platform/db.ts';
import { type WhyNotChangeable, whyNotChangeable } from '#lib/booking/core/change-rules.ts';
import { mailChange, openMailing } from '#lib/booking/mail-change.ts';
import { type Channel, channels } from '#lib/booking/schema.ts';
import type { ChangeRight } from './change-right.ts';
import { changeAppointment, type NotChanged } from './change-appointment.ts';
import { readOwnChoice } from './own-choice.ts';
import { planSwitch, type WhyNoSwitch } from './plan-switch.ts';
import { switchClaims } from './switch.sql.ts';

export type SwitchedChannel =
  | { ok: true }
  | NotChanged
  /** `not-offered` and the like: that channel cannot be had at this time; the appointment stays as it is */
  | { ok: false; reason: WhyNotChangeable | WhyNoSwitch };

/** How often it is planned anew when somebody takes a room or changes hours at this moment. */
const maxTries = 5;

/**
 * Changes how one talks to us (BK6): the appointment keeps its time and its advisor, and takes or frees only what
 * differs, such as a room.
 * @param request.version the one that the person saw
 */
export async function switchChannel(
  request: { right: ChangeRight; version: number; channel: Channel },
  database: Database = db(),
): Promise<SwitchedChannel> {
  const { appointmentId } = request.right;
  const mailing = await openMailing(appointmentId, database);
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    const own = await readOwnChoice(appointmentId, database);
    if (own === null || mailing === null) return { ok: false, reason: 'gone' };
    if (own.appointment.version !== request.version) return { ok: false, reason: 'changed-meanwhile' };
    if (own.appointment.channel === request.channel) return { ok: false, reason: 'not-offered' };
    const planned = await planSwitch(own, request.channel, database);
    const answer = await changeAppointment<SwitchedChannel | { ok: false; reason: 'again' }>(
      { ...request, action: 'appointment:channel-switched' },
      async (locked, now, tx) => {
        const why = whyNotChangeable(locked, now);
        if (why !== null) return { ok: false, reason: why };
        if (!planned.ok) return planned;
        const outcome = await switchClaims(appointmentId, request.channel, planned.plan, tx);
        if (outcome !== 'switched') return { ok: false, reason: 'again' };
        await mailChange('appointment-channel-switched', mailing, tx);
        return { ok: true };
      },
      database,
    );
    if (answer.ok || answer.reason !== 'again') return answer;
  }
  return { ok: false, reason: 'closed' };
}

/** The channels that an appointment can be switched to at its own time, and why not to the others. */
export async function listSwitches(
  right: ChangeRight,
  database: Database = db(),
): Promise<{ channel: Channel; whyNot: WhyNoSwitch | null }[]> {
  const own = await readOwnChoice(right.appointmentId, database);
  const service = await database.service.findUnique({
    where: { slug: own?.choice.service ?? '' },
    select: { channels: true },
  });
  if (own === null || service === null) return [];
  const others = channels.filter(
    (channel) => channel !== own.appointment.channel && service.channels.includes(channel),
  );
  return Promise.all(
    others.map(async (channel) => {
      const planned = await planSwitch(own, channel, database);
      return { channel, whyNot: planned.ok ? null : planned.reason };
    }),
  );
}
