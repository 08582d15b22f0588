/** What a booking is, as simply as it can be said: no database, no statements, one thing after the other. */

export const minute = 60_000;
const holdLength = 10 * minute;
export const mostExtensions = 3;
const mostCodes = 4;
const mostTries = 5;
/** An appointment takes two slots of a quarter of an hour. */
const slots = 2;

export interface ModelAppointment {
  id: string;
  browser: string;
  advisor: number;
  slot: number;
  /** null: confirmed */
  until: number | null;
  extensions: number;
  codes: number;
  /** null: none was sent */
  code: { until: number; tries: number } | null;
}

export class BookingModel {
  now: number;
  appointments: ModelAppointment[] = [];
  readonly closed = new Set<number>();

  constructor(now: number) {
    this.now = now;
  }

  /** Those that are there for everybody: confirmed, or held and not past their end. */
  living(): ModelAppointment[] {
    return this.appointments.filter(({ until }) => until === null || until > this.now);
  }

  heldBy(browser: string): ModelAppointment | undefined {
    return this.living().find((one) => one.browser === browser && one.until !== null);
  }

  mayHold(advisor: number, slot: number): boolean {
    const near = this.living().some((one) => one.advisor === advisor && Math.abs(one.slot - slot) < slots);
    return !near && !this.closed.has(advisor);
  }

  hold(id: string, browser: string, advisor: number, slot: number): number {
    this.release(browser);
    const until = this.now + holdLength;
    this.appointments.push({ id, browser, advisor, slot, until, extensions: 0, codes: 0, code: null });
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
    return held.id;
  }

  release(browser: string): void {
    this.appointments = this.appointments.filter((one) => one.browser !== browser || one.until === null);
  }

  /** @returns the living appointments that are outside of the hours now */
  changeHours(advisor: number, open: boolean): string[] {
    if (open) this.closed.delete(advisor);
    else this.closed.add(advisor);
    return open
      ? []
      : this.living()
          .filter((one) => one.advisor === advisor)
          .map(({ id }) => id);
  }
}
