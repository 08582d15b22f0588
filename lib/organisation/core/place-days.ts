import type { Temporal } from '#lib/platform/time.ts';
import { holidayOn, type HolidayPlace } from './holidays.ts';
import { type ClockDay, clockDay } from './wall-clock.ts';

/** What decides when a place is closed, and what its clocks show. */
export interface Place extends HolidayPlace {
  timeZone: string;
}

/** What a day is at a place, whoever works there. */
export interface PlaceDay extends ClockDay {
  /** Monday is 1 */
  weekday: number;
  /** The public holiday, in German */
  holiday: string | null;
}

const places = new Map<string, Map<number, PlaceDay>>();
let kept = 0;

/**
 * Days in a row at a place. Kept once computed: a question over twenty advisors and ninety days asks for the same
 * ninety days twenty times, and so does the next one.
 */
export function placeDays(place: Place, from: Temporal.PlainDate, count: number): PlaceDay[] {
  // Days go by: what was asked for last year need not stay.
  if (kept > 20_000) {
    places.clear();
    kept = 0;
  }
  const { timeZone, land, municipality, holidaysAdded, holidaysDropped } = place;
  const name = JSON.stringify([timeZone, land, municipality, holidaysAdded, holidaysDropped]);
  const known = places.get(name) ?? new Map<number, PlaceDay>();
  places.set(name, known);
  const first = Date.UTC(from.year, from.month - 1, from.day) / 86_400_000;
  return Array.from({ length: count }, (_, i) => {
    const found = known.get(first + i);
    if (found !== undefined) return found;
    const date = from.add({ days: i });
    const day = { ...clockDay(date, timeZone), weekday: date.dayOfWeek, holiday: holidayOn(date, place) };
    known.set(first + i, day);
    kept += 1;
    return day;
  });
}
