import type { Calendar } from '#lib/organisation/read-calendars.ts';
import { hasSkills, roomsThatDo } from '#lib/booking/core/wishes.ts';
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

/** Gives the calendars of everything active in some centers, or in all. */
export type CalendarsIn = (centerIds?: Iterable<string>) => Promise<Calendar[]>;

/** What an appointment takes besides its advisor, with all that could be it. */
export async function readNeeds(
  needed: Needed,
  advisors: readonly Calendar[],
  calendarsIn: CalendarsIn,
): Promise<AskedNeed[]> {
  const { service, onSite, interpreterSkills } = needed;
  const centerIds = new Set(advisors.map(({ center }) => center.id));
  const needs = onSite ? await readRooms(needed, centerIds, calendarsIn) : [];
  if (interpreterSkills.length > 0) {
    const there = await calendarsIn(onSite ? centerIds : undefined);
    needs.push({ kind: 'interpreter', calendars: those(there, 'interpreter', interpreterSkills), sameCenter: onSite });
  }
  for (const all of service.seats) {
    // A center without seats for these people sets no limit; one whose seats are all inactive offers nothing.
    const seats = all.filter(({ audience }) => audience === needed.audience);
    if (seats.length === 0) continue;
    const ids = new Set(seats.map(({ id }) => id));
    const limited = new Set(seats.map(({ centerId }) => centerId));
    const calendars = (await calendarsIn(limited)).filter(({ resourceId }) => ids.has(resourceId));
    needs.push({ kind: 'seat', calendars, sameCenter: true, centerIds: limited });
  }
  return needs;
}

async function readRooms(
  { service, roomSkills, companion }: Needed,
  centerIds: ReadonlySet<string>,
  calendarsIn: CalendarsIn,
): Promise<AskedNeed[]> {
  const skills = [...service.roomSkills, ...roomSkills];
  const always = service.needsRoom || skills.length > 0;
  if (!always && !companion) return [];
  // With a companion all rooms are read: whether a center marks any of them decides about the others.
  const read = those(await calendarsIn(centerIds), 'room', companion ? [] : skills);
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

function those(calendars: readonly Calendar[], kind: Calendar['kind'], skills: readonly string[]): Calendar[] {
  return calendars.filter((calendar) => calendar.kind === kind && hasSkills(calendar, skills));
}
