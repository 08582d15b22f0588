declare const right: unique symbol;

/** Whoever holds the link of an appointment's mail, or proved its mailbox. May see it, and say to be late. */
export interface SeeingRight {
  readonly [right]: 'see' | 'change';
  readonly appointmentId: string;
}

/**
 * A browser that proved the mailbox or phone of an appointment within the last half hour (BK6). Use cases take it
 * instead of an id, so that nobody changes an appointment because a browser named one. Minted by
 * `find-own-appointment.ts`; nothing else may cast to it.
 */
export interface ChangeRight extends SeeingRight {
  readonly [right]: 'change';
  /** Holds of a move are this browser's, apart from those of a new booking */
  readonly movingHash: Uint8Array<ArrayBuffer>;
}
