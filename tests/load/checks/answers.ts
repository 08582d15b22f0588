import { isAcknowledged, mayHaveHappened, meanings, type Operation } from '../operations.ts';
import { type Evidence, isConfirmed, type SeenAppointment, type Violation } from '../violation.ts';

const does = (what: 'begins' | 'confirms' | 'cancels') => (operation: Operation) =>
  meanings[operation.invoke.action][what] === true;

/** Whether somebody may have cancelled an appointment. */
function mayBeCancelled(id: string, operations: readonly Operation[]): boolean {
  return operations.some(
    (operation) =>
      does('cancels')(operation) &&
      mayHaveHappened(operation) &&
      (operation.invoke.about === id || (isAcknowledged(operation) && operation.answer.appointmentId === id)),
  );
}

/** Who was told "it is yours" finds it. */
export function acknowledgedWithoutRow({ operations, lives, snapshot }: Evidence): Violation[] {
  const rows = new Map(snapshot.appointments.map((row) => [row.id, row]));
  const confirmations = operations.filter(does('confirms')).filter(isAcknowledged);
  return [
    ...lives
      .filter((life) => life.atLeastUntil > snapshot.now && life.mayEndAt === Infinity && !rows.has(life.id))
      .filter((life) => !mayBeCancelled(life.id, operations))
      .map((life) => ({
        kind: 'acknowledged-without-row' as const,
        about: [life.id],
        what: `held by operation ${life.began.invoke.op}, still promised, and gone`,
      })),
    ...confirmations.flatMap(({ invoke, answer }) => {
      const id = answer.appointmentId ?? '';
      const row = rows.get(id);
      if (mayBeCancelled(id, operations) || (row !== undefined && isConfirmed(row))) return [];
      const what = `confirmed by operation ${invoke.op} and ${row === undefined ? 'gone' : row.state}`;
      return [{ kind: 'acknowledged-without-row' as const, about: [id], what }];
    }),
  ];
}

/** Who was told "no" has nothing, and nothing is there that nobody asked for. */
export function refusedWithRow({ operations, ours }: Evidence): Violation[] {
  return [
    ...unexplained(ours, operations.filter(does('begins'))),
    ...unexplained(ours.filter(isConfirmed), operations.filter(does('confirms'))),
  ];
}

/** Rows that no operation of their holder explains. An operation that nobody knows the end of explains one. */
function unexplained(rows: readonly SeenAppointment[], operations: readonly Operation[]): Violation[] {
  const acknowledged = new Set(operations.filter(isAcknowledged).map(({ answer }) => answer.appointmentId));
  const byHolder = new Map<string, SeenAppointment[]>();
  for (const row of rows.filter(({ id }) => !acknowledged.has(id)))
    byHolder.set(row.holder, [...(byHolder.get(row.holder) ?? []), row]);
  return [...byHolder].flatMap(([holder, left]) => {
    const theirs = operations.filter(({ invoke }) => invoke.holder === holder);
    const unknown = theirs.filter(({ answer }) => answer.kind === 'unknown').length;
    const refused = theirs.filter(({ answer }) => answer.kind === 'refused').map(({ invoke }) => invoke.op);
    return left.slice(unknown).map((row) => ({
      kind: refused.length > 0 ? ('refused-with-row' as const) : ('row-without-operation' as const),
      about: [row.id],
      what:
        refused.length > 0 ? `${row.state} after refusals ${refused.join(', ')}` : `${row.state}, asked for by nobody`,
    }));
  });
}

/** The same wish is answered with the same appointment. */
export function oneKeyTwoIds({ operations }: Evidence): Violation[] {
  const ids = new Map<string, Set<string>>();
  for (const { invoke, answer } of operations.filter(isAcknowledged)) {
    if (invoke.key === undefined || answer.appointmentId === undefined) continue;
    ids.set(invoke.key, (ids.get(invoke.key) ?? new Set()).add(answer.appointmentId));
  }
  return [...ids]
    .filter(([, answers]) => answers.size > 1)
    .map(([key, answers]) => ({ kind: 'one-key-two-ids', about: [...answers], what: `key ${key}` }));
}

/** Nobody confirms what has ended, even if it was not swept yet. */
export function confirmedAfterEnd({ lives, ours }: Evidence): Violation[] {
  const rows = new Map(ours.map((row) => [row.id, row]));
  return lives.flatMap((life) => {
    const confirmedAt = rows.get(life.id)?.confirmedAt ?? -Infinity;
    // Stored to the millisecond, rounded: what was confirmed just before the end may bear the end's own time.
    if (confirmedAt <= life.atMostUntil) return [];
    const what = `confirmed ${confirmedAt - life.atMostUntil} ms after the end of its hold`;
    return [{ kind: 'confirmed-after-end' as const, about: [life.id], what }];
  });
}

/** Nobody gets more than the limits, however many ask at the same moment. */
export function limitsExceeded({ operations, limits, snapshot, ours }: Evidence): Violation[] {
  const exceeded = (about: string, what: string): Violation => ({ kind: 'limit-exceeded', about: [about], what });
  const counts = new Map<string, { extensions: number; codes: number; unknownCodes: number; wrong: number }>();
  for (const { invoke, answer } of operations) {
    if (invoke.about == null) continue;
    const count = counts.get(invoke.about) ?? { extensions: 0, codes: 0, unknownCodes: 0, wrong: 0 };
    counts.set(invoke.about, count);
    const { limit } = meanings[invoke.action];
    if (limit !== undefined && answer.kind === 'ok' && answer.anew !== false) count[limit] += 1;
    if (limit === 'codes' && answer.kind === 'unknown') count.unknownCodes += 1;
    if (answer.kind === 'refused' && answer.reason === 'code-wrong') count.wrong += 1;
  }
  const living = ours.filter(({ state, expiresAt }) => state === 'held' && (expiresAt ?? 0) > snapshot.now);
  const unsure = new Set(
    operations.filter(({ answer }) => answer.kind === 'unknown').map(({ invoke }) => invoke.holder),
  );
  const holders = [...new Set(living.map(({ holder }) => holder))].filter((holder) => !unsure.has(holder));
  return [
    ...[...counts].flatMap(([id, { extensions, codes, unknownCodes, wrong }]) => [
      ...(extensions > limits.extensions ? [exceeded(id, `extended ${extensions} times`)] : []),
      ...(codes > limits.codes ? [exceeded(id, `${codes} codes`)] : []),
      ...(wrong > limits.tries * (codes + unknownCodes) ? [exceeded(id, `${wrong} wrong codes were compared`)] : []),
    ]),
    ...holders.flatMap((holder) => {
      const count = living.filter((row) => row.holder === holder).length;
      return count > limits.holds ? [exceeded(holder, `${count} holds`)] : [];
    }),
  ];
}
