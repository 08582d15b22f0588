import type { Temporal } from '#lib/platform/time.ts';

/** The member's waiting room opens so long before the appointment starts … */
export const opensMinutesBefore = 30;
/** … and stays open so long after its end. */
export const closesMinutesAfter = 60;

/** A waiting member whose browser was not heard of for so long is shown as away. */
export const presentSeconds = 40;

/** A visit opens nothing so long after its waiting room was first opened, whatever the browser keeps. */
export const visitHours = 24;

/** A consultation past its closing time in which nobody was seen for so long is over. */
export const deadMinutes = 10;

/** Chat, activity log and contact data: physically gone before this day ends, counted from the opening (VC5). */
export const keepDays = 90;

interface Times {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

export function opensAt(appointment: Times): Temporal.Instant {
  return appointment.startsAt.subtract({ minutes: opensMinutesBefore });
}

export function closesAt(appointment: Times): Temporal.Instant {
  return appointment.endsAt.add({ minutes: closesMinutesAfter });
}

/** Whether somebody may come in now. A running consultation is never closed by the clock. */
export function doorOf(appointment: Times, now: Temporal.Instant): 'too-early' | 'open' | 'too-late' {
  if (now.epochMilliseconds < opensAt(appointment).epochMilliseconds) return 'too-early';
  if (now.epochMilliseconds >= closesAt(appointment).epochMilliseconds) return 'too-late';
  return 'open';
}
