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
  /** Minutes that the member said to be late */
  lateMinutes: number | null;
  /** The group session it belongs to */
  groupId: string | null;
}

/** A group session of the day, with members or without. Its members' entries follow it. */
export interface DayGroup {
  id: string;
  startsAt: number;
  startClock: string;
  endClock: string;
  service: string;
  /** Of how many seats how many are taken */
  taken: number;
  seats: number;
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

/**
 * Which group sessions stand before which entry; the last list is for those after all of them. One stands before its
 * first member, one without members where its time is.
 */
export function placeGroups(
  entries: readonly Pick<DayEntry, 'startsAt' | 'groupId'>[],
  groups: readonly DayGroup[],
): DayGroup[][] {
  const places: DayGroup[][] = Array.from({ length: entries.length + 1 }, () => []);
  for (const group of groups) {
    const member = entries.findIndex(({ groupId }) => groupId === group.id);
    places[member === -1 ? nowIndex(entries, group.startsAt) : member]?.push(group);
  }
  return places;
}
