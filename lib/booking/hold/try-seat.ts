import { randomUUID } from 'node:crypto';
import type { Database } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { Temporal } from '#lib/platform/time.ts';
import { destroyDataKeys } from '#lib/booking/data-key.ts';
import { type BookingQuestion, centersOf } from '#lib/booking/free-times/booking-question.ts';
import { findSessions } from '#lib/booking/free-times/find-sessions.ts';
import type { GroupSession } from '#lib/booking/free-times/group-session.sql.ts';
import { holdMinutes } from '#lib/booking/policy.ts';
import { insertSeat, sweepExpiredSeats } from './hold-seat.sql.ts';
import type { Outcome, Wish } from './try-hold.ts';

/** Each try that fails means that somebody else got a seat; no session has so many. */
const maxTries = 100;

/**
 * Takes a seat in a session that begins at the wished time; of several the one with the most seats left. Full: frees
 * what is only kept by holds that have expired and were not swept yet.
 */
export async function trySeat(question: BookingQuestion, wish: Wish, database: Database): Promise<Outcome> {
  const earliest = question.now.add({ minutes: question.service.leadTime });
  const latest = question.now.add({ hours: question.service.horizonDays * 24 });
  if (Temporal.Instant.compare(wish.startsAt, earliest) < 0) return { kind: 'taken' };
  if (Temporal.Instant.compare(wish.startsAt, latest) >= 0) return { kind: 'taken' };
  const sessions = await findSessions(question, wish.startsAt, wish.startsAt.add({ milliseconds: 1 }), database);
  for (const session of sessions.toSorted((a, b) => b.seatsLeft - a.seatsLeft)) {
    const outcome = await takeSeat(session, { question, wish }, database);
    if (outcome.kind !== 'taken') return outcome;
  }
  return { kind: 'taken' };
}

async function takeSeat(
  session: GroupSession,
  { question, wish }: { question: BookingQuestion; wish: Wish },
  database: Database,
): Promise<Outcome> {
  const center = centersOf(question, [session.advisorId]).get(session.advisorId);
  if (center === undefined) return { kind: 'taken' };
  const seat = {
    id: randomUUID(),
    groupSessionId: session.id,
    audience: question.audience,
    center,
    browserHash: wish.browserHash,
    locale: wish.locale,
    minutes: holdMinutes,
    ...(wish.movesId !== undefined && { movesId: wish.movesId }),
  };
  let sweptBefore = false;
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    const outcome = await retryConflicts(() => insertSeat(seat, database));
    if (outcome.held) return { kind: 'held', appointmentId: seat.id, expiresAt: outcome.expiresAt };
    if (outcome.reason === 'hours-changed') return { kind: 'hours-changed' };
    if (outcome.reason === 'lost') continue;
    if (outcome.reason === 'cancelled') return { kind: 'taken' };
    const swept = await sweepExpiredSeats(session.id, database);
    await destroyDataKeys(swept);
    // Nothing to sweep may mean that somebody else did it just now: looked at once more.
    if (swept.length === 0 && sweptBefore) return { kind: 'taken' };
    sweptBefore = true;
  }
  return { kind: 'taken' };
}
