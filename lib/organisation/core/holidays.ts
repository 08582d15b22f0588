import { getHolidays } from 'feiertagejs';
import type { Temporal } from '#lib/platform/time.ts';
import { type LocalHoliday, localHolidayNames, localHolidays, localHolidaysOf } from './municipal-holidays.ts';

/** The sixteen Länder, as in ISO 3166-2:DE without the prefix. */
export const lands = [
  'BW',
  'BY',
  'BE',
  'BB',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SL',
  'SN',
  'ST',
  'SH',
  'TH',
] as const;
export type Land = (typeof lands)[number];

export function isLand(value: string): value is Land {
  return (lands as readonly string[]).includes(value);
}

/** Where a holiday is asked about. */
export interface HolidayPlace {
  land: string;
  municipality?: string;
  /** Local holidays that the place has, or has not, whatever is known of its municipality */
  holidaysAdded?: readonly LocalHoliday[];
  holidaysDropped?: readonly LocalHoliday[];
}

/** Days that a law made a holiday once, which the library does not know. */
const once: Readonly<Record<string, string>> = {
  'BE 2028-06-17': '75. Jahrestag des Volksaufstandes vom 17. Juni 1953',
};

/**
 * The public holiday of a place on a day, in German, or `null`. Computed, so it works offline.
 * @throws RangeError when the Land does not exist
 */
export function holidayOn(date: Temporal.PlainDate, place: HolidayPlace): string | null {
  const day = date.toString();
  const local = ofYear(date.year).get(day);
  if (local !== undefined && hasLocal(place, local)) return localHolidayNames[local];
  return ofLand(date.year, place.land).get(day) ?? null;
}

function hasLocal(place: HolidayPlace, holiday: LocalHoliday): boolean {
  if (place.holidaysDropped?.includes(holiday) === true) return false;
  if (place.holidaysAdded?.includes(holiday) === true) return true;
  return localHolidaysOf(place.land, place.municipality ?? '').includes(holiday);
}

const landsKnown = new Map<string, ReadonlyMap<string, string>>();

function ofLand(year: number, land: string): ReadonlyMap<string, string> {
  const name = `${land} ${year}`;
  const found = landsKnown.get(name);
  if (found !== undefined) return found;
  if (!isLand(land)) throw new RangeError('Unknown Land');
  const days = new Map(
    getHolidays(year, land)
      // In Bayern this one depends on the municipality.
      .filter((holiday) => !(land === 'BY' && holiday.name === 'MARIAHIMMELFAHRT'))
      .map((holiday) => [dayOf(holiday.date), holiday.translate('de') ?? holiday.name]),
  );
  for (const [key, title] of Object.entries(once)) {
    if (key.startsWith(`${land} ${year}-`)) days.set(key.slice(3), title);
  }
  landsKnown.set(name, days);
  return days;
}

const yearsKnown = new Map<number, ReadonlyMap<string, LocalHoliday>>();

/** The days of local holidays, whoever has them. */
function ofYear(year: number): ReadonlyMap<string, LocalHoliday> {
  const found = yearsKnown.get(year);
  if (found !== undefined) return found;
  const inLibrary = {
    MARIAHIMMELFAHRT: 'assumption',
    FRONLEICHNAM: 'corpus_christi',
    AUGSBURGER_FRIEDENSFEST: 'peace_festival',
  };
  const days = new Map<string, LocalHoliday>();
  for (const holiday of getHolidays(year, 'AUGSBURG')) {
    const local = localHolidays.find((name) => name === inLibrary[holiday.name as keyof typeof inLibrary]);
    if (local !== undefined) days.set(dayOf(holiday.date), local);
  }
  yearsKnown.set(year, days);
  return days;
}

/** The library's own day text follows the zone of the process; its UTC noon does not. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
