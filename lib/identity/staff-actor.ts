import type { StaffRole } from '#prisma/generated/enums.ts';

declare const right: unique symbol;

/**
 * A member of staff whose session was found valid in this request, with the right to act as `Role`. Use cases take it
 * instead of an id, so that nobody acts for a person because a browser named one. Minted by `readStaffSession` (any
 * role) and narrowed by `hasRole`/`requireStaff`; nothing else may cast to it.
 */
export interface StaffActor<Role extends StaffRole = StaffRole> {
  readonly [right]: Role;
  readonly staffId: string;
  /** The session's row; ask `readStaffSession` again with it while a stream stays open. */
  readonly sessionId: string;
  readonly displayName: string;
  readonly roles: readonly StaffRole[];
  readonly serviceCenterId: string | null;
}

/** Narrows an actor to one role. */
export function hasRole<Role extends StaffRole>(actor: StaffActor, role: Role): actor is StaffActor<Role> {
  return actor.roles.includes(role);
}
