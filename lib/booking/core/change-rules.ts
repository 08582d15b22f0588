import { legalDay, Temporal } from '#lib/platform/time.ts';

/** What decides whether a member may still change an appointment. */
export interface ChangeFacts {
  state: 'held' | 'confirmed' | 'arrived' | 'in_service' | 'done' | 'no_show' | 'cancelled';
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  createdAt: Temporal.Instant;
  /** Minutes before the start; of several services the longest */
  changeDeadline: number;
}

/** `cancelled`: it was called off; `begun`: somebody is there, or its time is past; `too-late`: past the service's deadline */
export type WhyNotChangeable = 'cancelled' | 'begun' | 'too-late';

/** The last instant at which members move, switch or cancel by themselves (BK6). */
export function changeUntil({ startsAt, changeDeadline }: Pick<ChangeFacts, 'startsAt' | 'changeDeadline'>) {
  return startsAt.subtract({ minutes: changeDeadline });
}

/** Why a member cannot move, switch or cancel an appointment; `null` when they can. */
export function whyNotChangeable(facts: ChangeFacts, now: Temporal.Instant): WhyNotChangeable | null {
  const over = whyNotAhead(facts, now);
  if (over !== null) return over;
  return Temporal.Instant.compare(now, changeUntil(facts)) > 0 ? 'too-late' : null;
}

/** Why somebody cannot say any more that they will not come; `null` until it begins, whatever the deadline. */
export function whyNotAhead(
  { state, startsAt }: Pick<ChangeFacts, 'state' | 'startsAt'>,
  now: Temporal.Instant,
): 'cancelled' | 'begun' | null {
  if (state === 'cancelled') return 'cancelled';
  return state !== 'confirmed' || Temporal.Instant.compare(startsAt, now) <= 0 ? 'begun' : null;
}

/**
 * The minutes that somebody can say to be late; none when it is too early to know or too late to matter. Each leaves at
 * least half of the appointment.
 */
export function latenessChoices(
  { state, startsAt, endsAt }: Pick<ChangeFacts, 'state' | 'startsAt' | 'endsAt'>,
  now: Temporal.Instant,
  { choices, fromMinutes }: { choices: readonly number[]; fromMinutes: number },
): number[] {
  const early = Temporal.Instant.compare(now, startsAt.subtract({ minutes: fromMinutes })) < 0;
  const half = startsAt.until(endsAt).total('minutes') / 2;
  // Past the announced minutes nobody is late any more, they are missing.
  const usable = choices.filter(
    (minutes) => minutes <= half && Temporal.Instant.compare(now, startsAt.add({ minutes })) < 0,
  );
  return state !== 'confirmed' || early ? [] : usable;
}

/** The last day an appointment can be moved to, however often (its data key does not live longer). */
export function lastDayToMoveTo(
  { createdAt }: Pick<ChangeFacts, 'createdAt'>,
  movableDays: number,
): Temporal.PlainDate {
  return legalDay(createdAt).add({ days: movableDays });
}

/** Whether an appointment that ends at `endsAt` may be the one that was booked at `createdAt`. */
export function mayMoveTo(
  endsAt: Temporal.Instant,
  facts: Pick<ChangeFacts, 'createdAt'>,
  movableDays: number,
): boolean {
  return Temporal.PlainDate.compare(legalDay(endsAt), lastDayToMoveTo(facts, movableDays)) <= 0;
}
