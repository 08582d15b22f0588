import { type Database, db } from '#lib/platform/db.ts';
import { appNow, type Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import { type AppointmentView, appointmentInclude, minutesOf, viewOf } from '#lib/booking/appointment-view.ts';
import { mayMoveTo, type WhyNotChangeable, whyNotChangeable } from '#lib/booking/core/change-rules.ts';
import type { FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import { takeTime } from '#lib/booking/hold/hold-time.ts';
import { deleteFormerHolds, deleteHolds, prolongHold, restoreHold, shortenHold } from '#lib/booking/hold/hold.sql.ts';
import { holdMinutes, maxExtensions, movableDays } from '#lib/booking/policy.ts';
import type { TimeChoice } from '#lib/booking/schema.ts';
import type { ChangeRight } from './change-right.ts';
import { readDeadline } from './change.sql.ts';
import { type OwnChoice, readOwnChoice } from './own-choice.ts';

export type HeldMove =
  | { ok: true; expiresAt: Temporal.Instant }
  /** Gone, or never offered; `alternatives` are the next free ones of the same choice */
  | { ok: false; reason: 'time-taken'; alternatives: FreeTime[] }
  /** `too-far`: further from the booking than an appointment may be moved; `gone`: the appointment is not there */
  | { ok: false; reason: 'unknown-choice' | 'too-far' | 'gone' | WhyNotChangeable };

/**
 * Keeps a new time for an appointment, which keeps the one it has until `confirmMove` (BK6). A browser that moves has one
 * such hold, beside the one of a new booking.
 * @param request.choice where, when and with whom; what it is about stays, and what the member needs
 */
export async function holdMove(
  request: { right: ChangeRight; choice: Omit<TimeChoice, keyof OwnChoice> },
  database: Database = db(),
): Promise<HeldMove> {
  const { appointmentId, movingHash } = request.right;
  const own = await readOwnChoice(appointmentId, database);
  if (own === null) return { ok: false, reason: 'gone' };
  const { appointment } = own;
  const why = whyNotChangeable(
    { ...appointment, changeDeadline: await readDeadline(appointmentId, database) },
    await appNow(database),
  );
  if (why !== null) return { ok: false, reason: why };
  const endsAt = request.choice.startsAt.add({ minutes: minutesOf(appointment) });
  if (!mayMoveTo(endsAt, appointment, movableDays)) return { ok: false, reason: 'too-far' };
  const taken = await takeTime(
    { ...request.choice, ...own.choice },
    { browserHash: movingHash, locale: appointment.locale, movesId: appointmentId },
    database,
  );
  if (!taken.ok) return taken;
  await deleteFormerHolds(movingHash, database);
  return { ok: true, expiresAt: taken.expiresAt };
}

export interface Move {
  /** The held time, as an appointment */
  held: AppointmentView;
  expiresAt: Temporal.Instant;
  /** The server's now, so that a page can count down by its own clock */
  now: Temporal.Instant;
  extensionsLeft: number;
}

/** The new time that this browser keeps for the appointment; a page that asks is being looked at. */
export async function readMove({ appointmentId, movingHash }: ChangeRight, database: Database = db()) {
  await restoreHold(movingHash, database);
  const now = await appNow(database);
  const row = await database.appointment.findFirst({
    where: { movesId: appointmentId, browserHash: movingHash, state: 'held', expiresAt: { gt: toDate(now) } },
    include: appointmentInclude,
    orderBy: { createdAt: 'desc' },
  });
  if (row?.expiresAt == null) return null;
  const move: Move = {
    held: viewOf(row),
    expiresAt: toInstant(row.expiresAt),
    now,
    extensionsLeft: Math.max(0, maxExtensions - row.extensions),
  };
  return move;
}

/** Starts the minutes anew. `false`: it is over, or was extended as often as can be. */
export async function extendMove({ movingHash }: ChangeRight, database: Database = db()): Promise<boolean> {
  return (await prolongHold(movingHash, { minutes: holdMinutes, maxExtensions }, database)) !== null;
}

/** Frees the new time; the appointment stays as it is. */
export async function releaseMove({ movingHash }: ChangeRight, database: Database = db()): Promise<void> {
  await deleteHolds(movingHash, database);
}

/** The page was left, or is looked at again. */
export async function noteMovePresence(
  { movingHash }: ChangeRight,
  present: boolean,
  database: Database = db(),
): Promise<void> {
  await (present ? restoreHold(movingHash, database) : shortenHold(movingHash, database));
}
