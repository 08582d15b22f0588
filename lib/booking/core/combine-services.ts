/** What a service demands of a time and of who gives it; minutes and days as in its row. */
export interface ServiceDemands {
  duration: number;
  bufferBefore: number;
  bufferAfter: number;
  leadTime: number;
  horizonDays: number;
  neededSkills: readonly string[];
  needsRoom: boolean;
  roomSkills: readonly string[];
  /** Who offers it */
  advisorIds: readonly string[];
}

/**
 * What several services demand that are talked about in one appointment, whatever their order: durations add up, the
 * stricter rule of each kind counts, and one advisor in one room must do for all of them. Buffers are the largest
 * before and after, since nobody says beforehand what is talked about first.
 */
export function combineServices(services: readonly [ServiceDemands, ...ServiceDemands[]]): ServiceDemands {
  return services.reduce((one, other) => ({
    duration: one.duration + other.duration,
    bufferBefore: Math.max(one.bufferBefore, other.bufferBefore),
    bufferAfter: Math.max(one.bufferAfter, other.bufferAfter),
    leadTime: Math.max(one.leadTime, other.leadTime),
    horizonDays: Math.min(one.horizonDays, other.horizonDays),
    neededSkills: union(one.neededSkills, other.neededSkills),
    needsRoom: one.needsRoom || other.needsRoom,
    roomSkills: union(one.roomSkills, other.roomSkills),
    advisorIds: common(one.advisorIds, other.advisorIds),
  }));
}

/** What both have, in the order of the first. */
export function common<T>(one: readonly T[], other: readonly T[]): T[] {
  const others = new Set(other);
  return one.filter((item) => others.has(item));
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
