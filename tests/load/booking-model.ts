import type { Channel } from '#lib/booking/schema.ts';

/** What a booking is, as simply as it can be said: no database, no statements, one thing after the other. */

export const minute = 60_000;
const holdLength = 10 * minute;
export const mostExtensions = 3;
const mostCodes = 4;
const mostTries = 5;
/** An appointment takes two slots of a quarter of an hour. */
export const slotsTaken = 2;
/** A time that was given back stays closed so long here; the product draws it by lot. */
export const keptLength = 20 * minute;

/** A time of an advisor. */
export interface Place {
  advisor: number;
  slot: number;
}

export interface ModelAppointment extends Place {
  id: string;
  browser: string;
  channel: Channel;
  /** null: confirmed */
  until: number | null;
  cancelled: boolean;
  /** The appointment that this hold is to move */
  moves: string | null;
  extensions: number;
  codes: number;
  /** null: none was sent */
  code: { until: number; tries: number } | null;
  /** What its member was told of it, by template, sorted */
  mails: string[];
}

/** A time that was given back: nobody's, and not open to all yet. */
export interface ModelReopening extends Place {
  /** Who may take it back */
  of: string | null;
  opensAt: number;
}

export type WhyNot = 'cancelled' | 'too-late' | 'changed-meanwhile' | 'hold-expired' | 'time-taken' | 'time-gone';

export class BookingModel {
  now: number;
  appointments: ModelAppointment[] = [];
  reopenings: ModelReopening[] = [];
  /** Time that is taken without a member: sessions for groups */
  blocks: Place[] = [];
  /** When advisors are away */
  absences: Place[] = [];
  readonly closed = new Set<number>();
  /** Epoch milliseconds until which the appointment at a slot can be changed */
  readonly changeUntil: (slot: number) => number;

  constructor(now: number, changeUntil: (slot: number) => number) {
    this.now = now;
    this.changeUntil = changeUntil;
  }

  /** Those that have their time: confirmed, or held and not past their end. */
  living(): ModelAppointment[] {
    return this.appointments.filter(({ until, cancelled }) => !cancelled && (until === null || until > this.now));
  }

  /** Those that a member has or had. */
  booked(): ModelAppointment[] {
    return this.appointments.filter(({ until }) => until === null);
  }

  heldBy(browser: string): ModelAppointment | undefined {
    return this.living().find((one) => one.browser === browser && one.until !== null);
  }

  /** Whether nobody has any part of a place: no appointment, no block, nothing that is kept. */
  isUntaken(place: Place): boolean {
    return ![...this.living(), ...this.reopenings, ...this.blocks].some((one) => meet(one, place));
  }

  isOpen(place: Place): boolean {
    return !this.closed.has(place.advisor) && !this.absences.some((away) => meet(away, place));
  }

  mayHold(place: Place): boolean {
    return this.isUntaken(place) && this.isOpen(place);
  }

  hold(id: string, browser: string, place: Place & { channel: Channel; moves?: string }): number {
    this.release(browser);
    const until = this.now + holdLength;
    const nothing = { cancelled: false, extensions: 0, codes: 0, code: null, mails: [] };
    this.appointments.push({ moves: null, ...nothing, id, browser, until, ...place });
    return until;
  }

  /** @returns until when the time is held now, or null when it cannot be extended */
  extend(browser: string): number | null {
    const held = this.heldBy(browser);
    if (held === undefined || held.extensions >= mostExtensions) return null;
    held.extensions += 1;
    held.until = Math.max(held.until ?? 0, this.now + holdLength);
    return held.until;
  }

  /** @returns whether a code is sent */
  submit(browser: string): boolean {
    const held = this.heldBy(browser);
    if (held === undefined || held.codes >= mostCodes) return false;
    held.codes += 1;
    held.code = { until: this.now + holdLength, tries: mostTries };
    held.until = Math.max(held.until ?? 0, this.now + holdLength);
    return true;
  }

  /** @returns the appointment that is confirmed now, or null */
  confirm(browser: string, right: boolean): string | null {
    const held = this.heldBy(browser);
    const code = held?.code;
    if (held === undefined || code == null || code.until <= this.now || code.tries === 0) return null;
    code.tries -= 1;
    if (!right) return null;
    held.until = null;
    told(held, 'appointment-confirmed');
    return held.id;
  }

  release(browser: string): void {
    this.appointments = this.appointments.filter((one) => one.browser !== browser || one.until === null);
  }

  /** @returns the living appointments that are outside of the hours now, and those that may move there */
  changeHours(advisor: number, open: boolean): string[] {
    if (open) this.closed.delete(advisor);
    else this.closed.add(advisor);
    return this.living()
      .filter((one) => one.advisor === advisor && !this.isOpen(one))
      .flatMap(({ id, moves }) => (moves === null ? id : [id, moves]));
  }

  /** Opens to all what was kept long enough. @returns how many */
  openReopenings(): number {
    const before = this.reopenings.length;
    this.reopenings = this.reopenings.filter(({ opensAt }) => opensAt > this.now);
    return before - this.reopenings.length;
  }

  /** Why a member cannot change an appointment by themselves; null when they can. */
  whyNotChangeable({ cancelled, slot }: ModelAppointment): WhyNot | null {
    if (cancelled) return 'cancelled';
    return this.now > this.changeUntil(slot) ? 'too-late' : null;
  }

  whyNoMoveTo(own: ModelAppointment, place: Place): WhyNot | null {
    return this.whyNotChangeable(own) ?? (this.mayHold(place) ? null : 'time-taken');
  }

  move(own: ModelAppointment, browser: string): WhyNot | null {
    const why = this.whyNotChangeable(own);
    if (why !== null) return why;
    const held = this.heldBy(browser);
    if (held === undefined) return 'hold-expired';
    this.#giveBack(own, null);
    this.#endMovesOf(own);
    Object.assign(own, { advisor: held.advisor, slot: held.slot, channel: held.channel });
    told(own, 'appointment-moved');
    return null;
  }

  cancel(own: ModelAppointment): WhyNot | null {
    const why = this.whyNotChangeable(own);
    if (why !== null) return why;
    this.#giveBack(own, own.id);
    this.#endMovesOf(own);
    own.cancelled = true;
    told(own, 'appointment-cancelled');
    return null;
  }

  undo(own: ModelAppointment): WhyNot | 'not-cancelled' | null {
    if (!own.cancelled) return 'not-cancelled';
    if (!this.reopenings.some(({ of }) => of === own.id) || !this.isOpen(own)) return 'time-gone';
    this.reopenings = this.reopenings.filter(({ of }) => of !== own.id);
    own.cancelled = false;
    told(own, 'appointment-confirmed');
    return null;
  }

  switch(own: ModelAppointment, channel: Channel): WhyNot | 'not-offered' | 'closed' | null {
    if (own.channel === channel) return 'not-offered';
    const why = this.whyNotChangeable(own);
    if (why !== null) return why;
    if (!this.isOpen(own)) return 'closed';
    own.channel = channel;
    told(own, 'appointment-channel-switched');
    return null;
  }

  #giveBack({ advisor, slot }: Place, of: string | null): void {
    this.reopenings.push({ of, advisor, slot, opensAt: this.now + keptLength });
  }

  #endMovesOf({ id }: ModelAppointment): void {
    this.appointments = this.appointments.filter(({ moves }) => moves !== id);
  }
}

function meet(a: Place, b: Place): boolean {
  return a.advisor === b.advisor && Math.abs(a.slot - b.slot) < slotsTaken;
}

function told(one: ModelAppointment, template: string): void {
  one.mails = [...one.mails, template].toSorted();
}
