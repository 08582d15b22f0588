import type { Span } from '../history.ts';
import { type Life, meanings } from '../operations.ts';
import type { Evidence, Violation } from '../violation.ts';

const overlap = (a: Span, b: Span): boolean => a.resourceId === b.resourceId && a.from < b.to && b.from < a.to;
const same = (a: Span, b: Span): boolean => a.resourceId === b.resourceId && a.from === b.from && a.to === b.to;
const say = ({ resourceId, from, to }: Span): string => `${resourceId} [${from}, ${to})`;

/** No two claims overlap, whoever owns them. */
export function overlapsNow({ snapshot }: Evidence): Violation[] {
  const byResource = new Map<string, Evidence['snapshot']['claims']>();
  for (const claim of snapshot.claims)
    byResource.set(claim.resourceId, [...(byResource.get(claim.resourceId) ?? []), claim]);
  return [...byResource.values()].flatMap((claims) =>
    claims.flatMap((a, i) =>
      claims
        .slice(i + 1)
        .filter((b) => overlap(a, b))
        .map((b) => ({
          kind: 'overlap' as const,
          about: [a.appointmentId ?? 'nobody', b.appointmentId ?? 'nobody'],
          what: `${say(a)} and ${say(b)}`,
        })),
    ),
  );
}

/** Nobody was given a time while somebody else surely had it, even if nothing of it is left now. */
export function overlapsThen({ lives }: Evidence): Violation[] {
  const inOrder = lives.toSorted((a, b) => a.began.answeredAt - b.began.answeredAt);
  return inOrder.flatMap((later, i) =>
    inOrder
      .slice(0, i)
      // Both were told so, and neither had ended when the later one was.
      .filter((earlier) =>
        [earlier, later].every((life) => livedAfter(life, later.began.answeredAt, later.began.answer.clock)),
      )
      .filter((earlier) =>
        (earlier.began.answer.took ?? []).some((a) => later.began.answer.took?.some((b) => overlap(a, b))),
      )
      .map((earlier) => ({
        kind: 'overlap' as const,
        about: [earlier.id, later.id],
        what: `operations ${earlier.began.invoke.op} and ${later.began.invoke.op} were given the same`,
      })),
  );
}

/** Each appointment has exactly what it needs; a cancelled one has nothing; no claim is without its appointment. */
export function halfAppointments({ snapshot, ours }: Evidence): Violation[] {
  const claimsOf = new Map<string, Span[]>();
  for (const { appointmentId, ...span } of snapshot.claims)
    if (appointmentId != null) claimsOf.set(appointmentId, [...(claimsOf.get(appointmentId) ?? []), span]);
  const known = new Set(snapshot.appointments.map(({ id }) => id));
  const half = (id: string, what: string): Violation => ({ kind: 'half-appointment', about: [id], what });
  return [
    ...[...claimsOf.keys()].filter((id) => !known.has(id)).map((id) => half(id, 'a claim without its appointment')),
    ...ours.flatMap((row) => {
      const claims = claimsOf.get(row.id) ?? [];
      const needs = row.state === 'cancelled' ? [] : row.needs;
      const partners = row.state === 'cancelled' || row.seat !== null ? [] : row.partners;
      const had = partners.map(({ anyOf }) => claims.filter(({ resourceId }) => anyOf.includes(resourceId)));
      const rest = claims.length - had.flat().length;
      const confirmed = row.state !== 'held' && row.state !== 'cancelled';
      return [
        ...needs
          .filter((need) => !claims.some((claim) => same(claim, need)))
          .map((need) => half(row.id, `${row.state} without its claim on ${say(need)}`)),
        ...partners.flatMap(({ needed }, i) => {
          const some = had[i] ?? [];
          const whole = some.every(({ from, to }) => from === needs[0]?.from && to === needs[0].to);
          return some.length > 1 || (needed && some.length === 0) || !whole
            ? [half(row.id, `${row.state} with ${some.length} of what it takes once`)]
            : [];
        }),
        ...(rest > needs.length ? [half(row.id, `${row.state} with ${claims.length} claims`)] : []),
        ...(confirmed && !row.person ? [half(row.id, 'confirmed without a person')] : []),
        ...(row.person && !row.key ? [half(row.id, 'a person whose key is gone')] : []),
        ...(confirmed && !(row.link && row.code) ? [half(row.id, 'confirmed, and its member cannot find it')] : []),
      ];
    }),
  ];
}

/**
 * What lies outside of the hours was there when they were changed, so whoever changed them was told of it. A hold that
 * came in on the old hours after they were counted was not.
 */
export function outsideHours({ snapshot, operations, ours }: Evidence): Violation[] {
  const changes = operations.filter(({ invoke }) => invoke.action === 'change-hours');
  if (changes.some(({ answer }) => answer.kind === 'unknown')) return [];
  const last = changes
    .map(({ answer }) => answer)
    .filter((answer) => answer.kind === 'ok')
    .toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0))
    .at(-1);
  const told = new Set(last?.touched);
  return ours
    .filter(({ state, expiresAt }) => state !== 'cancelled' && (expiresAt ?? Infinity) > snapshot.now)
    .filter(({ id }) => !told.has(id))
    .flatMap((row) =>
      row.needs
        .filter(({ resourceId, from, to }) => {
          const open = snapshot.open[resourceId];
          return open !== undefined && !open.some((span) => span.from <= from && to <= span.to);
        })
        .map((need) => ({
          kind: 'outside-hours' as const,
          about: [row.id],
          what: `${say(need)} is outside of the hours, and no change of them found it`,
        })),
    );
}

/**
 * Nobody is given what a change of hours has closed: whoever came before the change was found by it, whoever came after
 * it was refused. Changes come one after the other.
 */
export function hoursOvertaken({ operations, lives }: Evidence): Violation[] {
  const changes = operations.filter(({ invoke }) => invoke.action === 'change-hours');
  if (changes.some(({ answer }) => answer.kind === 'unknown')) return [];
  return changes.flatMap(({ invoke, answer, answeredAt }, i) => {
    if (answer.kind !== 'ok') return [];
    const next = changes[i + 1]?.invokedAt ?? Infinity;
    return lives
      .filter(({ began }) => began.answeredAt < next)
      .filter((life) => life.began.invokedAt > answeredAt || livedAfter(life, answeredAt, answer.clock))
      .filter((life) => answer.touched?.includes(life.id) !== true)
      .filter(({ began }) => began.answer.took?.some((a) => answer.closed?.some((b) => overlap(a, b))) === true)
      .map((life) => ({
        kind: 'outside-hours' as const,
        about: [life.id],
        what: `held by operation ${life.began.invoke.op} in what operation ${invoke.op} had closed without finding it`,
      }));
  });
}

/** Neither ended nor expired at a moment of the history. */
function livedAfter({ mayEndAt, atLeastUntil }: Life, moment: number, clock: number): boolean {
  return mayEndAt > moment && atLeastUntil > clock;
}

/** A time is given back once: a second time only after it was taken again. */
export function freedTwice({ operations }: Evidence): Violation[] {
  const free = new Set<string>();
  const violations: Violation[] = [];
  const inOrder = operations
    .filter(({ answer }) => answer.kind !== 'refused')
    .toSorted((a, b) => a.answeredAt - b.answeredAt);
  for (const { invoke, answer } of inOrder) {
    const { restores, changes } = meanings[invoke.action];
    // Nobody knows whether it took something again.
    if (answer.kind === 'unknown' && (restores === true || changes === true))
      for (const name of free) if (name.startsWith(`${invoke.about} `)) free.delete(name);
    if (answer.kind !== 'ok') continue;
    const id = answer.appointmentId ?? invoke.about ?? '';
    for (const span of answer.took ?? []) free.delete(`${id} ${say(span)}`);
    for (const span of answer.freed ?? []) {
      const name = `${id} ${say(span)}`;
      if (free.has(name))
        violations.push({ kind: 'freed-twice', about: [id], what: `${say(span)} again by operation ${invoke.op}` });
      free.add(name);
    }
  }
  return violations;
}

/** What its holder ended before anybody confirmed it is gone. */
export function freedWithRow({ operations, lives, ours }: Evidence): Violation[] {
  const held = new Map(ours.filter(({ state }) => state === 'held').map((row) => [row.id, row]));
  return lives.flatMap((life) => {
    const row = held.get(life.id);
    if (row === undefined) return [];
    return operations
      .filter(({ invoke, answer, invokedAt }) => {
        const { endsHolds, begins } = meanings[invoke.action];
        if (endsHolds !== true || answer.kind !== 'ok' || invoke.holder !== life.holder) return false;
        // Two holds at the same moment: either may be the one that stays.
        return invokedAt > life.began.answeredAt && (begins !== true || answer.appointmentId !== life.id);
      })
      .slice(0, 1)
      .map(({ invoke }) => ({
        kind: 'freed-with-row' as const,
        about: [life.id],
        what: `still held after operation ${invoke.op} (${invoke.action})`,
      }));
  });
}
