import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { instantSchema } from '#lib/booking/schema.ts';
import type { OwnChoice } from '#lib/booking/change/own-choice.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { all, monthPath, type Query, readTimesAddress, type TimesAddress, timesPath } from '../../address.ts';
import { aimPath } from '../aim.ts';

/** What it is about and what the member needs is the appointment's own: it stands in no address. */
const ownFields = ['leistung', 'dazu', 'sprache', 'dolmetschen', 'stufenlos', 'begleitung'] as const;

/** `/termin/mein/verschieben?kanal=video&tageszeit=vormittag&tag=2026-12-01` */
export function movePath(address: TimesAddress): string {
  return withoutOwn(timesPath(address), aimPath('verschieben'));
}

/** `/termin/mein/verschieben/monat?kanal=video&monat=2026-12` */
export function moveMonthPath(address: TimesAddress, month?: Temporal.PlainDate): string {
  return withoutOwn(monthPath(address, month), `${aimPath('verschieben')}/monat`);
}

/** `/termin/mein/verschieben/pruefen?kanal=video&zeit=2026-12-01T08:00:00Z`, so that a hold that ends is followed by the nearest times */
export function checkPath(address: TimesAddress, startsAt: Temporal.Instant, hint?: 'verlaengert'): string {
  const path = withoutOwn(timesPath(address), `${aimPath('verschieben')}/pruefen`);
  const query = new URLSearchParams({ zeit: startsAt.toString(), ...(hint !== undefined && { hinweis: hint }) });
  return `${path}&${query}`;
}

function withoutOwn(path: string, page: string): string {
  const query = new URLSearchParams(path.slice(path.indexOf('?')));
  for (const name of ownFields) query.delete(name);
  return `${page}?${query}`;
}

/** What an address of a move names, with what is the appointment's own; without a channel as the appointment is now. */
export function readMoveAddress(query: Query, choice: OwnChoice, now: AppointmentView): TimesAddress {
  const own = { leistung: choice.service, dazu: [...(choice.further ?? [])] };
  const asked = readTimesAddress({ ...query, ...own });
  const { channel, center } = now;
  if (asked === null) return { ...choice, channel, center: channel === 'on_site' ? center.slug : undefined };
  // On site one goes somewhere: without a name to where the appointment is now.
  const place = asked.channel === 'on_site' ? (asked.center ?? center.slug) : undefined;
  return { ...asked, center: place, wishes: choice.wishes };
}

/** The time that an address names: `&zeit=2026-12-01T08:00:00Z` */
export function readWishedTime(query: Query): Temporal.Instant | null {
  return instantSchema.safeParse(all(query['zeit'])[0]).data ?? null;
}
