import { type Database, db } from '#lib/platform/db.ts';
import { appNow, legalZone, type Temporal } from '#lib/platform/time.ts';
import { waitingDaysOf } from '#lib/booking/core/waiting-rules.ts';
import { type BookingChoice, type BookingQuestion, readQuestion } from '#lib/booking/free-times/booking-question.ts';
import { waitingDays } from '#lib/booking/policy.ts';

/** What can be waited for of a choice. */
export interface PossibleWaiting {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  /** The one that was chosen, if one was */
  advisor: { id: string; label: string } | null;
}

/** Days that a wish can name; `null` when the choice is not offered, or is a group, which is not waited for. */
export async function findWaitingDays(
  choice: BookingChoice,
  database: Database = db(),
): Promise<PossibleWaiting | null> {
  const question = await readQuestion(choice, database);
  if (question === null || question.service.isGroup) return null;
  const [first] = question.calendars;
  const advisor =
    choice.advisor === undefined || first === undefined ? null : { id: first.resourceId, label: first.label };
  return { ...daysOf(question, await appNow(database)), advisor };
}

/** The same of a question that was read already; today is that of the center. */
export function daysOf(
  { service, calendars }: Pick<BookingQuestion, 'service' | 'calendars'>,
  now: Temporal.Instant,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const today = now.toZonedDateTimeISO(calendars[0]?.center.timeZone ?? legalZone).toPlainDate();
  return waitingDaysOf(today, { horizonDays: service.horizonDays, waitingDays });
}
