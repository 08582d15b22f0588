import type { Span } from '../history.ts';
import type { Evidence, SeenReopening, Violation } from '../violation.ts';

const covers = (claim: Span, time: Span): boolean =>
  claim.resourceId === time.resourceId && claim.from <= time.from && time.to <= claim.to;

/** A time that was given back has what it was made of; one that has nothing was given back a second time. */
export function halfReopenings({ snapshot }: Evidence): Violation[] {
  return snapshot.reopenings
    .filter(({ id, time }) => !snapshot.claims.some((claim) => claim.reopeningId === id && covers(claim, time)))
    .map(({ id }) => ({ kind: 'half-reopening', about: [id], what: 'its time is not its own' }));
}

/** A session has the time of its advisor. */
export function halfSessions({ snapshot }: Evidence): Violation[] {
  return snapshot.sessions
    .filter(({ id, time }) => !snapshot.claims.some((claim) => claim.sessionId === id && covers(claim, time)))
    .map(({ id }) => ({ kind: 'half-appointment', about: [id], what: 'a session without its time' }));
}

/** At no moment did anybody see a time that two were asked about, however short. */
export function askedTwice({ operations }: Evidence): Violation[] {
  return operations.flatMap(({ invoke, answer }) =>
    answer.kind === 'ok' && answer.askedTwice !== undefined && answer.askedTwice.length > 0
      ? [{ kind: 'offered-twice', about: answer.askedTwice, what: `seen by operation ${invoke.op}` }]
      : [],
  );
}

/** A time is one person's at a moment, and a person is asked about one time at a moment. */
export function offeredTwice({ snapshot }: Evidence): Violation[] {
  const offers = snapshot.reopenings.flatMap(({ id, offers: made }) => made.map((offer) => ({ ...offer, time: id })));
  return offers.flatMap((a, i) =>
    offers
      .slice(i + 1)
      .filter((b) => a.time === b.time || a.entry === b.entry)
      .filter((b) => meet(a, b))
      .map((b) => ({
        kind: 'offered-twice' as const,
        about: [a.id, b.id],
        what: a.time === b.time ? `time ${a.time}, to two` : `two times, to ${a.entry}`,
      })),
  );
}

type Offer = SeenReopening['offers'][number];

/** Whether both were open at one moment. When a declined one ended is not known: at its beginning, as far as we can say. */
function meet(a: Offer, b: Offer): boolean {
  const end = ({ state, from, until }: Offer): number => (state === 'declined' ? from : until);
  return (a.state === 'open' && b.state === 'open') || (a.from < end(b) && b.from < end(a));
}
