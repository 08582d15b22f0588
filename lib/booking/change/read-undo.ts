import { type Database, db } from '#lib/platform/db.ts';
import { appNow, Temporal, toInstant } from '#lib/platform/time.ts';
import { undoMinutes } from '#lib/booking/policy.ts';
import type { SeeingRight } from './change-right.ts';
import { isUndoable } from './reopening.sql.ts';

export interface Undo {
  /** Until then nobody else is asked, so it works for sure; `null`: a seat of a group, free to all at once */
  surelyUntil: Temporal.Instant | null;
  /** The server's now, so that a page can count down by its own clock */
  now: Temporal.Instant;
}

/**
 * Whether a cancellation can be taken back now, and until when for sure. How long the time stays closed after that is
 * nobody's to know: whoever cancels could tell somebody the minute (BK8).
 * @returns `null` when there is nothing to take back (any more)
 */
export async function readUndo({ appointmentId }: SeeingRight, database: Database = db()): Promise<Undo | null> {
  if (!(await isUndoable(appointmentId, database))) return null;
  const row = await database.appointment.findUnique({
    where: { id: appointmentId },
    select: { cancelledAt: true, startsAt: true, reopenings: { select: { id: true } } },
  });
  if (row?.cancelledAt == null) return null;
  const [undone, starts] = [toInstant(row.cancelledAt).add({ minutes: undoMinutes }), toInstant(row.startsAt)];
  const sooner = Temporal.Instant.compare(undone, starts) <= 0 ? undone : starts;
  return { surelyUntil: row.reopenings.length === 0 ? null : sooner, now: await appNow(database) };
}
