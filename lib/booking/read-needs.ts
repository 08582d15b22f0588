import type { Transaction } from '#lib/platform/db.ts';
import { type Calendar, findCalendars, readCalendars } from '#lib/organisation/read-calendars.ts';
import { roomsThatDo } from './core/wishes.ts';
import type { Audience } from './group-session.sql.ts';
import type { BookableService } from './read-bookable.ts';
import type { AskedNeed } from './read-places.ts';

interface Needed {
  service: BookableService;
  onSite: boolean;
  /** Besides those that the service needs */
  roomSkills: readonly string[];
  interpreterSkills: readonly string[];
  companion: boolean;
  audience: Audience;
}

/** What an appointment takes besides its advisor, with all that could be it. */
export async function readNeeds(
  needed: Needed,
  advisors: readonly Calendar[],
  database: Transaction,
): Promise<AskedNeed[]> {
  const { service, onSite, interpreterSkills } = needed;
  const centerIds = [...new Set(advisors.map(({ center }) => center.id))];
  const needs = onSite ? await readRooms(needed, centerIds, database) : [];
  if (interpreterSkills.length > 0) {
    const there = onSite ? { centerIds } : {};
    const calendars = await findCalendars({ kind: 'interpreter', skills: interpreterSkills, ...there }, database);
    needs.push({ kind: 'interpreter', calendars, sameCenter: onSite });
  }
  for (const all of service.seats) {
    // A center without seats for these people sets no limit; one whose seats are all inactive offers nothing.
    const seats = all.filter(({ audience }) => audience === needed.audience);
    if (seats.length === 0) continue;
    const calendars = await readCalendars(
      seats.map(({ id }) => id),
      database,
    );
    const limited = new Set(seats.map(({ centerId }) => centerId));
    needs.push({ kind: 'seat', calendars, sameCenter: true, centerIds: limited });
  }
  return needs;
}

async function readRooms(
  { service, roomSkills, companion }: Needed,
  centerIds: readonly string[],
  database: Transaction,
): Promise<AskedNeed[]> {
  const skills = [...service.roomSkills, ...roomSkills];
  const always = service.needsRoom || skills.length > 0;
  if (!always && !companion) return [];
  // With a companion all rooms are read: whether a center marks any of them decides about the others.
  const read = await findCalendars({ kind: 'room', skills: companion ? [] : skills, centerIds }, database);
  const fit = roomsThatDo(read, { skills, always, companion });
  if (fit.centerIds?.size === 0) return [];
  return [
    {
      kind: 'room',
      calendars: fit.rooms,
      sameCenter: true,
      ...(fit.centerIds !== null && { centerIds: fit.centerIds }),
    },
  ];
}
