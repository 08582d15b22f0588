import type { Action, Event } from './history.ts';

type Invoke = Extract<Event, { kind: 'invoke' }>;
type Ok = Extract<Event, { kind: 'ok' }>;
type Refused = Extract<Event, { kind: 'refused' }>;
type Unknown = Extract<Event, { kind: 'unknown' }>;

/** An operation with what is known of it. */
export interface Operation {
  invoke: Invoke;
  /** Place in the history */
  invokedAt: number;
  /** An operation without an answer is unknown: its process died with it */
  answer: Ok | Refused | Unknown;
  answeredAt: number;
}

/** An operation that was acknowledged. */
export interface Acknowledged extends Operation {
  answer: Ok;
}

/** What an action does to appointments when it succeeds; the checker asks this, never an action's name. */
export interface Meaning {
  /** Makes an appointment that is held */
  begins?: true;
  /** Ends other holds of the same holder */
  endsHolds?: true;
  /** The hold lasts until what the answer promises */
  prolongs?: true;
  /** Makes a held appointment a confirmed one, and mails so */
  confirms?: true;
  /** Ends a confirmed appointment */
  cancels?: true;
  /** Makes a cancelled appointment a confirmed one again */
  restores?: true;
  /** Gives a confirmed appointment another time or way */
  changes?: true;
  /** What mail says so, once each time */
  mail?: string;
  /** Which limit counts its successes for one appointment */
  limit?: 'extensions' | 'codes';
}

export const meanings: Readonly<Record<Action, Meaning>> = {
  hold: { begins: true, endsHolds: true },
  extend: { prolongs: true, limit: 'extensions' },
  release: { endsHolds: true },
  submit: { prolongs: true, limit: 'codes' },
  confirm: { confirms: true, mail: 'appointment-confirmed' },
  sweep: {},
  'change-hours': {},
  move: { changes: true, endsHolds: true, mail: 'appointment-moved' },
  cancel: { cancels: true, mail: 'appointment-cancelled' },
  undo: { restores: true, mail: 'appointment-confirmed' },
  switch: { changes: true, mail: 'appointment-channel-switched' },
  accept: { begins: true, confirms: true, mail: 'appointment-confirmed' },
  look: {},
};

/** Pairs invocations and answers. @throws when the history is none: an answer to nothing, or a second one */
export function pairEvents(history: readonly Event[]): Operation[] {
  const operations = new Map<number, Operation>();
  const answered = new Set<number>();
  for (const [index, event] of history.entries()) {
    const operation = operations.get(event.op);
    if (event.kind === 'invoke') {
      if (operation !== undefined) throw new Error(`Operation ${event.op} was invoked twice`);
      operations.set(event.op, {
        invoke: event,
        invokedAt: index,
        answer: { kind: 'unknown', fault: 'no answer', op: event.op, clock: Infinity },
        answeredAt: Infinity,
      });
    } else {
      if (operation === undefined || answered.has(event.op)) throw new Error(`Operation ${event.op} is not open`);
      answered.add(event.op);
      operations.set(event.op, { ...operation, answer: event, answeredAt: index });
    }
  }
  return [...operations.values()];
}

export function isAcknowledged(operation: Operation): operation is Acknowledged {
  return operation.answer.kind === 'ok';
}

/** Succeeded, or nobody knows. */
export function mayHaveHappened({ answer }: Operation): boolean {
  return answer.kind !== 'refused';
}

/** What is known of one acknowledged hold. */
export interface Life {
  id: string;
  holder: string | null;
  began: Acknowledged;
  /** The hold lasts at least until then, unless somebody ends it */
  atLeastUntil: number;
  /** And at most until then; Infinity when nobody knows */
  atMostUntil: number;
  /** The first moment of the history at which its holder may have ended it; Infinity when never */
  mayEndAt: number;
}

/** The lives of all acknowledged holds. */
export function livesOf(operations: readonly Operation[]): Life[] {
  return operations.flatMap((began) => {
    if (!isAcknowledged(began) || meanings[began.invoke.action].begins !== true) return [];
    const { appointmentId: id, until } = began.answer;
    if (id === undefined || until === undefined) return [];
    const { holder } = began.invoke;
    const moved = began.invoke.about;
    const others = operations.filter(
      (other) =>
        other !== began &&
        (other.invoke.holder === holder ||
          other.invoke.about === id ||
          // The hold of a move ends with whatever becomes of the appointment that it is to move.
          (moved != null && other.invoke.about === moved && !('begins' in meanings[other.invoke.action]))),
    );
    const prolonged = others.filter(
      (other) => meanings[other.invoke.action].prolongs === true && mayHaveHappened(other),
    );
    const ends = others.filter(
      (other) =>
        ['endsHolds', 'cancels', 'changes'].some((what) => what in meanings[other.invoke.action]) &&
        mayHaveHappened(other) &&
        other.answeredAt > began.invokedAt &&
        // The same wish sent again, and answered the same.
        !(meanings[other.invoke.action].begins === true && isAcknowledged(other) && other.answer.appointmentId === id),
    );
    return [
      {
        id,
        holder,
        began,
        atLeastUntil: until,
        atMostUntil: Math.max(
          until,
          ...prolonged.map((other) => (isAcknowledged(other) ? (other.answer.until ?? Infinity) : Infinity)),
        ),
        mayEndAt: Math.min(Infinity, ...ends.map(({ invokedAt }) => invokedAt)),
      },
    ];
  });
}
