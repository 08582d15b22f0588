import type { Wishes } from '../schema.ts';

/** What a resource must be able to do or have for a wish, as its skills name it. */
const stepFreeSkill = 'step-free';
/** Of a room with a chair for one more */
const companionSkill = 'companion';

/** "tr" of `language:tr`; `null` of any other skill. */
export function languageOf(skill: string): string | null {
  return /^language:([a-z]{2,3})$/.exec(skill)?.[1] ?? null;
}

/** Whether somebody asked for anything at all. */
export function wishesAnything(wishes: Wishes | undefined): boolean {
  return wishes !== undefined && Object.values(wishes).some((wish) => wish !== undefined && wish !== false);
}

/** Wishes as short words, for people who read their data: `language:tr`, `sign:dgs`, `step-free`, `companion`. */
export function wishWords(wishes: Wishes | undefined): string[] {
  const { advisor, interpreter, room } = skillsFor(wishes);
  return [...advisor, ...interpreter, ...room, ...(wishes?.companion === true ? [companionSkill] : [])];
}

/** Skills of advisor, room and interpreter that wishes ask for. Those of a room count on site only. */
export function skillsFor(wishes: Wishes | undefined): Record<'advisor' | 'room' | 'interpreter', string[]> {
  return {
    advisor: wishes?.language === undefined ? [] : [`language:${wishes.language}`],
    room: wishes?.stepFree === true ? [stepFreeSkill] : [],
    interpreter: wishes?.interpreter === undefined ? [] : [wishes.interpreter],
  };
}

/** Whether a resource can do or has all of it. */
export function hasSkills({ skills }: { skills: readonly string[] }, wanted: readonly string[]): boolean {
  return wanted.every((skill) => skills.includes(skill));
}

interface Room {
  skills: readonly string[];
  center: { id: string };
}

/**
 * Which rooms do for an appointment, and the centers that take one for it (`null`: all of them). A center that marks
 * rooms as large enough seats companions there alone; one that marks none says that all of its places are.
 * @param rooms all rooms of the centers that can be asked
 * @param asked.always the appointment takes a room, whoever comes along
 */
export function roomsThatDo<R extends Room>(
  rooms: readonly R[],
  asked: { skills: readonly string[]; always: boolean; companion: boolean },
): { rooms: R[]; centerIds: ReadonlySet<string> | null } {
  const isMarked = (room: Room) => room.skills.includes(companionSkill);
  const marking = new Set(rooms.filter(isMarked).map(({ center }) => center.id));
  const able = rooms.filter((room) => hasSkills(room, asked.skills));
  const always = asked.always || asked.skills.length > 0;
  if (!asked.companion) return { rooms: always ? able : [], centerIds: always ? null : new Set() };
  return {
    rooms: able.filter((room) => isMarked(room) || !marking.has(room.center.id)),
    centerIds: always ? null : marking,
  };
}
