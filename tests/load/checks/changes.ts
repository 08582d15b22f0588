import type { Span } from '../history.ts';
import { isAcknowledged, mayHaveHappened, type Meaning, meanings, type Operation } from '../operations.ts';
import { type Evidence, isConfirmed, type SeenAppointment, type Violation } from '../violation.ts';

const does = ({ invoke }: Operation, what: readonly (keyof Meaning)[]): boolean =>
  what.some((name) => meanings[invoke.action][name] !== undefined);

/** The operation that decides: acknowledged, and everything like it that may have happened was over before it began. */
function lastOf(operations: readonly Operation[]): Operation | undefined {
  const happened = operations.filter(mayHaveHappened);
  return happened.find((one) => isAcknowledged(one) && happened.every((other) => other === one || over(other, one)));
}

const over = (other: Operation, one: Operation): boolean => other.answeredAt < one.invokedAt;
const same = (a: Span, b: Span): boolean => a.resourceId === b.resourceId && a.from === b.from && a.to === b.to;

/** What was said last of an appointment's state, time and way is so. */
export function changesLost({ operations, ours }: Evidence): Violation[] {
  const about = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { about: id } = operation.invoke;
    if (id != null && does(operation, ['cancels', 'restores', 'changes']))
      about.set(id, [...(about.get(id) ?? []), operation]);
  }
  const rows = new Map(ours.map((row) => [row.id, row]));
  return [...about].flatMap(([id, all]) => {
    const row = rows.get(id);
    if (row === undefined) return [];
    return [stateLost(row, all), timeLost(row, all), wayLost(row, all)].flatMap((what): Violation[] =>
      what === null ? [] : [{ kind: 'change-lost', about: [id], what }],
    );
  });
}

function stateLost(row: SeenAppointment, all: readonly Operation[]): string | null {
  const last = lastOf(all.filter((one) => does(one, ['cancels', 'restores'])));
  if (last === undefined) return null;
  const cancelled = does(last, ['cancels']);
  return cancelled === (row.state === 'cancelled')
    ? null
    : `${row.state} after operation ${last.invoke.op} (${last.invoke.action})`;
}

function timeLost({ needs }: SeenAppointment, all: readonly Operation[]): string | null {
  const last = lastOf(all.filter(({ invoke }) => invoke.action === 'move'));
  if (last?.answer.kind !== 'ok' || last.answer.took === undefined) return null;
  const took = last.answer.took;
  return needs.every((need) => took.some((span) => same(span, need)))
    ? null
    : `not at the time of operation ${last.invoke.op} (move)`;
}

function wayLost({ channel }: SeenAppointment, all: readonly Operation[]): string | null {
  const last = lastOf(all.filter((one) => does(one, ['changes'])));
  if (last?.answer.kind !== 'ok' || last.answer.channel === undefined || last.answer.channel === channel) return null;
  return `${channel} after operation ${last.invoke.op} made it ${last.answer.channel}`;
}

/** At no moment did anybody see a confirmed appointment without its time, however short. */
export function withoutTime({ operations }: Evidence): Violation[] {
  return operations.flatMap(({ invoke, answer }) =>
    answer.kind === 'ok' && answer.without !== undefined && answer.without.length > 0
      ? [{ kind: 'without-time', about: answer.without, what: `seen by operation ${invoke.op}` }]
      : [],
  );
}

/** Two members never have one seat, there are no more than seats, and members take their own ones only. */
export function seatsTwice({ snapshot, ours }: Evidence): Violation[] {
  const seated = new Map<string, SeenAppointment[]>();
  for (const row of ours)
    if (row.seat !== null && (row.state === 'held' || isConfirmed(row)))
      seated.set(row.seat.session, [...(seated.get(row.seat.session) ?? []), row]);
  const sessions = new Map(snapshot.sessions.map((session) => [session.id, session]));
  return [...seated].flatMap(([id, rows]): Violation[] => {
    const session = sessions.get(id);
    const twice = (about: SeenAppointment[], what: string): Violation => ({
      kind: 'seat-twice',
      about: about.map((row) => row.id),
      what: `${what} of session ${id}`,
    });
    if (session === undefined) return [twice(rows, 'seats of no session')];
    const byNumber = Object.groupBy(rows, ({ seat }) => String(seat?.number));
    return [
      ...Object.entries(byNumber)
        .filter(([, some = []]) => some.length > 1)
        .map(([number, some = []]) => twice(some, `seat ${number}`)),
      ...rows
        .filter(({ seat }) => seat !== null && (seat.number < 1 || seat.number > session.publicSeats))
        .map((row) => twice([row], `seat ${row.seat?.number}, which is not members',`)),
    ];
  });
}
