import { getHolidays } from 'feiertagejs';
import type { Temporal } from '#lib/platform/time.ts';

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

const known = new Map<string, ReadonlyMap<string, string>>();

/**
 * The public holiday of a Land on a day, in German, or `null`. Computed, so it works offline.
 * @throws RangeError when the Land does not exist
 */
export function holidayOn(date: Temporal.PlainDate, land: string): string | null {
  return ofYear(date.year, land).get(date.toString()) ?? null;
}

function ofYear(year: number, land: string): ReadonlyMap<string, string> {
  const name = `${land} ${year}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  if (!isLand(land)) throw new RangeError('Unknown Land');
  // The library's own day text follows the zone of the process; its UTC noon does not.
  const days = new Map(
    getHolidays(year, land).map((holiday) => [
      holiday.date.toISOString().slice(0, 10),
      holiday.translate('de') ?? holiday.name,
    ]),
  );
  known.set(name, days);
  return days;
}
