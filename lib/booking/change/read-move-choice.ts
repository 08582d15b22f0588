import { type Database, db } from '#lib/platform/db.ts';
import { legalDay, type Temporal } from '#lib/platform/time.ts';
import { lastDayToMoveTo } from '#lib/booking/core/change-rules.ts';
import { movableDays } from '#lib/booking/policy.ts';
import type { ChangeRight } from './change-right.ts';
import { type OwnChoice, readOwnChoice } from './own-choice.ts';

export interface MoveChoice {
  /** What it is about, and what the member needs: both stay */
  choice: OwnChoice;
  /** The days that it may be moved to, both included */
  days: { from: Temporal.PlainDate; to: Temporal.PlainDate };
}

/** What decides which times an appointment can be moved to, for whoever may move it. `null` when it is not there. */
export async function readMoveChoice(
  { appointmentId }: ChangeRight,
  database: Database = db(),
): Promise<MoveChoice | null> {
  const own = await readOwnChoice(appointmentId, database);
  if (own === null) return null;
  const { appointment, choice } = own;
  return { choice, days: { from: legalDay(appointment.createdAt), to: lastDayToMoveTo(appointment, movableDays) } };
}
