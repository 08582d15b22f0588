import type { WaitingDays } from '#lib/booking/waiting-list/waiting-schema.ts';
import { waitingDaysSchema } from '#lib/booking/waiting-list/waiting-schema.ts';
import { type ChoiceAddress, choiceFields, type Query, readChoice } from '../address.ts';

export const entryPath = '/termin/warteliste/mein';
export const standingPath = '/termin/warteliste/stand';
export const codePath = '/termin/warteliste/code';
export const leftPath = '/termin/warteliste/geloescht';
export const earlierPath = '/termin/warteliste/frueher';

/** A choice that somebody waits for, with the days once they are said. The part of the day is one of both. */
export type WaitingAddress = ChoiceAddress & { days?: WaitingDays | undefined };

/** Where days are chosen: `/termin/warteliste?leistung=pflegegrad&kanal=video` */
export function daysPath(address: WaitingAddress): string {
  return `/termin/warteliste?${new URLSearchParams(waitingFields(address))}`;
}

/** Where own data are given: `/termin/warteliste/daten?…&ab=2026-12-01&bis=2026-12-14` */
export function dataPath(address: WaitingAddress): string {
  return `/termin/warteliste/daten?${new URLSearchParams(waitingFields(address))}`;
}

/** Back to the days, which do not fit: the page says so, and keeps the last one. */
export function refusedDaysPath(address: WaitingAddress, lastDay: string | undefined): string {
  const path = `${daysPath(address)}&hinweis=tage`;
  return address.days !== undefined || lastDay === undefined
    ? path
    : `${path}&${new URLSearchParams({ bis: lastDay })}`;
}

/** The same as fields of a form. */
export function waitingFields({ days, ...choice }: WaitingAddress): [string, string][] {
  const partOfDay = days === undefined ? choice.partOfDay : days.partOfDay;
  const said = choiceFields({ ...choice, partOfDay });
  if (days === undefined) return said;
  return [...said, ['ab', days.firstDay.toString()], ['bis', days.lastDay.toString()]];
}

/** @returns `null` when no service and channel are named; `days` absent where they make no sense */
export function readWaiting(read: (name: string) => string[]): WaitingAddress | null {
  const choice = readChoice(read);
  if (choice === null) return null;
  const days = waitingDaysSchema.safeParse({
    firstDay: read('ab')[0],
    lastDay: read('bis')[0],
    partOfDay: choice.partOfDay,
  });
  return { ...choice, days: days.data };
}

/** All values of a field of an address, empty ones left out. */
export function fieldsOfQuery(query: Query): (name: string) => string[] {
  return (name) => [query[name]].flat().filter((value) => value !== undefined && value !== '') as string[];
}
