import type { Event, Span } from './history.ts';
import type { Operation, Life } from './operations.ts';

/** What must never be; `docs/decisions` and BK14 say why. */
export type ViolationKind =
  /** Two appointments have the same resource at the same time */
  | 'overlap'
  /** Somebody was told it is theirs, and it is not there */
  | 'acknowledged-without-row'
  /** Somebody was told no, and it happened */
  | 'refused-with-row'
  /** It is there, and nobody ever asked for it */
  | 'row-without-operation'
  /** One wish was answered with two appointments */
  | 'one-key-two-ids'
  /** A part is missing, or one is left over */
  | 'half-appointment'
  /** A time was given back twice */
  | 'freed-twice'
  /** A time that was given back is kept without what it was made of */
  | 'half-reopening'
  /** Somebody was told it has another time, way or state, and it has not */
  | 'change-lost'
  /** A time is offered to two people at once, or a person was offered two */
  | 'offered-twice'
  /** Two members have one seat, or more are in a session than may be */
  | 'seat-twice'
  /** For a moment, a confirmed appointment had no time */
  | 'without-time'
  /** Somebody was told it is free, and it is still taken */
  | 'freed-with-row'
  /** Confirmed although the hold had ended */
  | 'confirmed-after-end'
  /** It lies outside of the hours, and whoever changed them was not told of it */
  | 'outside-hours'
  /** More than a limit allows */
  | 'limit-exceeded'
  /** Nobody was told */
  | 'mail-missing'
  /** Told twice, as of two things */
  | 'mail-two-ids'
  /** Told of something that is not there */
  | 'mail-without-row';

export interface Violation {
  kind: ViolationKind;
  /** Ids of what it is about */
  about: string[];
  what: string;
}

export type AppointmentState = 'held' | 'confirmed' | 'arrived' | 'in_service' | 'done' | 'no_show' | 'cancelled';

export interface SeenAppointment {
  id: string;
  holder: string;
  state: AppointmentState;
  confirmedAt: number | null;
  expiresAt: number | null;
  channel: string;
  /** What it must have claimed, buffers included; nothing when it is a seat of a session */
  needs: Span[];
  /** What it takes besides, for the same span: one of these, if it needs one at all */
  partners: { anyOf: string[]; needed: boolean }[];
  /** Its numbered seat in a group session */
  seat: { session: string; number: number } | null;
  /** Sealed personal data, and the key that opens them */
  person: boolean;
  key: boolean;
  /** What the member finds it by */
  link: boolean;
  code: boolean;
}

export interface SeenMessage {
  id: string;
  appointmentId: string | null;
  template: string;
  state: 'waiting' | 'sent' | 'failed';
}

/** A time that was given back. */
export interface SeenReopening {
  id: string;
  /** Who may take it back */
  appointmentId: string | null;
  /** Without buffers */
  time: Span;
  offers: { id: string; entry: string; state: 'open' | 'declined' | 'expired'; from: number; until: number }[];
}

/** A group session. */
export interface SeenSession {
  id: string;
  /** Its advisor's, without buffers */
  time: Span;
  seats: number;
  publicSeats: number;
}

/** The database after everybody has come to rest: nothing runs, the outbox is drained. Times in epoch milliseconds. */
export interface Snapshot {
  now: number;
  appointments: SeenAppointment[];
  /** Each has one owner */
  claims: (Span & { appointmentId?: string | null; reopeningId?: string | null; sessionId?: string | null })[];
  reopenings: SeenReopening[];
  sessions: SeenSession[];
  messages: SeenMessage[];
  /** When each resource is open, around all appointments */
  open: Record<string, { from: number; to: number }[]>;
}

/** A mail that arrived. What it says is known by the outbox row that it came from. */
export interface SeenMail {
  /** The outbox row's id, from the Message-ID */
  messageId: string;
  mailbox: string;
  /** A mail with a code, or one that says what was booked or changed */
  kind: 'code' | 'other';
}

/** What the product promises at most; its own policy, handed in so that the checker asks nothing. */
export interface Limits {
  extensions: number;
  codes: number;
  /** Wrong codes per code sent */
  tries: number;
  /** Living holds of one browser */
  holds: number;
}

export interface Given {
  history: readonly Event[];
  snapshot: Snapshot;
  mails: readonly SeenMail[];
  limits: Limits;
  /** Appointments that were there before the history began */
  before?: ReadonlySet<string>;
}

/** What the checks share. */
export interface Evidence extends Given {
  operations: readonly Operation[];
  lives: readonly Life[];
  /** Appointments that came to be during the history */
  ours: readonly SeenAppointment[];
}

export function isConfirmed({ state }: SeenAppointment): boolean {
  return state !== 'held' && state !== 'cancelled';
}
