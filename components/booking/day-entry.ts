/** One appointment of an advisor's day, as the day line needs it. Times in milliseconds since 1970. */
export interface DayEntry {
  id: string;
  name: string;
  startsAt: number;
  endsAt: number;
  /** "9:30" and "10:00" on the clock of the center */
  startClock: string;
  endClock: string;
  channel: 'on_site' | 'video' | 'phone';
  service: string;
  state: 'confirmed' | 'arrived' | 'in_service' | 'done' | 'no_show';
  /** Address of the page with this person at hand */
  href: string;
}

const settled: readonly DayEntry['state'][] = ['done', 'no_show'];

/** Whether nothing is to be expected of it any more at `now`. */
export function isPast(entry: Pick<DayEntry, 'endsAt' | 'state'>, now: number): boolean {
  return settled.includes(entry.state) || (entry.endsAt <= now && entry.state !== 'in_service');
}

export function isOngoing(entry: Pick<DayEntry, 'startsAt' | 'endsAt' | 'state'>, now: number): boolean {
  return !isPast(entry, now) && entry.startsAt <= now;
}

/**
 * Whose data the advisor needs next: the appointment that runs, else the next one, else the last of the day.
 * @param entries earliest first
 */
export function atHand<Entry extends Pick<DayEntry, 'startsAt' | 'endsAt' | 'state'>>(
  entries: readonly Entry[],
  now: number,
): Entry | undefined {
  return (
    entries.findLast((entry) => isOngoing(entry, now)) ?? entries.find((entry) => !isPast(entry, now)) ?? entries.at(-1)
  );
}

/** Where the now-line stands: before the entry of this index (`entries.length`: after all). */
export function nowIndex(entries: readonly Pick<DayEntry, 'startsAt'>[], now: number): number {
  const next = entries.findIndex((entry) => entry.startsAt > now);
  return next === -1 ? entries.length : next;
}

/** Whole minutes from `now` to `then`, rounded up: "noch 1 Minute" until it is over. */
export function minutesUntil(then: number, now: number): number {
  return Math.max(0, Math.ceil((then - now) / 60_000));
}
