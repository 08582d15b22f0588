import { all, type Query } from '../address.ts';
import { earlierPath } from '../warteliste/address.ts';

/** What somebody wants to change: the names of the pages for it; `frueher` is the waiting list's. */
const aims = ['verschieben', 'weg', 'absagen', 'frueher'] as const;
export type Aim = (typeof aims)[number];

export const entryPath = '/termin/mein';
export const shownPath = '/termin/mein/anzeigen';

/** The page for an aim; without one the appointment itself. */
export function aimPath(aim: Aim | null): string {
  if (aim === null) return shownPath;
  return aim === 'frueher' ? earlierPath : `${entryPath}/${aim}`;
}

/** The page that asks for the six digits. @param hint a word that the page says something by */
export function codePath(aim: Aim | null, hint?: 'anfordern' | 'neuer-code'): string {
  const query = new URLSearchParams();
  if (aim !== null) query.set('danach', aim);
  if (hint !== undefined) query.set('hinweis', hint);
  return query.size === 0 ? `${entryPath}/code` : `${entryPath}/code?${query}`;
}

export function readAim(said: string | undefined): Aim | null {
  return aims.find((aim) => aim === said) ?? null;
}

/** The aim that an address names: `?danach=absagen` */
export function aimOf(query: Query): Aim | null {
  return readAim(all(query['danach'])[0]);
}
