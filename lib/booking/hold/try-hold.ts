import { randomUUID } from 'node:crypto';
import type { Database } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { spanOf } from '#lib/booking/core/free-times.ts';
import { instantOf, stepFrom } from '#lib/booking/core/steps.ts';
import { destroyDataKeys } from '#lib/booking/data-key.ts';
import { type BookingQuestion, centersOf, timeRules } from '#lib/booking/free-times/booking-question.ts';
import { chooseResources, type ChosenResources } from '#lib/booking/free-times/choose-resources.ts';
import { type PlaceDays, placesOf, readPlaces } from '#lib/booking/free-times/read-places.ts';
import { holdMinutes } from '#lib/booking/policy.ts';
import type { Channel } from '#lib/booking/schema.ts';
import { insertHold, type NewHold } from './hold.sql.ts';
import { insertHoldTogether, type Partner } from './hold-together.sql.ts';
import { sweepExpiredHoldsIn } from './sweep.sql.ts';
import { trySeat } from './try-seat.ts';

/** A time that one browser wants. */
export interface Wish {
  channel: Channel;
  startsAt: Temporal.Instant;
  browserHash: Uint8Array<ArrayBuffer>;
  locale: Locale;
  /** The appointment that the time is to take the place of; absent for a new booking */
  movesId?: string;
}

export type Outcome =
  | { kind: 'held'; appointmentId: string; expiresAt: Temporal.Instant }
  | { kind: 'taken' }
  | { kind: 'hours-changed' };

/** Each try that fails means that somebody else got something; so many at once, and the time counts as gone. */
const maxTries = 20;

/**
 * Takes the wished time of whoever is free, fairly chosen, and of one of each that is needed besides. Somebody was
 * faster: looks again who is free. Nobody is: frees what is only kept by holds that have expired and were not swept yet.
 */
export async function tryHold(question: BookingQuestion, wish: Wish, database: Database): Promise<Outcome> {
  // Nothing begins between two steps: rounded, the appointment would stand beside the time that it claims.
  if (wish.startsAt.epochMilliseconds % instantOf(1).epochMilliseconds !== 0) return { kind: 'taken' };
  if (question.service.isGroup) return trySeat(question, wish, database);
  const rules = timeRules(question);
  const start = stepFrom(wish.startsAt.epochMilliseconds);
  const claim = spanOf(start, rules);
  const starts = { from: start, to: start + 1 };
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    // What came along with the question is of a moment ago; whoever comes too late looks again.
    const ahead = attempt === 1 ? question.ahead : null;
    const places =
      ahead === null ? await readPlaces(question, starts, database) : placesOf(question, starts, ahead.taken);
    const chosen = chooseResources(places, start, rules);
    if (chosen === null) {
      const swept = await sweepExpiredHoldsIn(everything(places), claim, database);
      if (swept.length === 0) return { kind: 'taken' };
      await destroyDataKeys(swept);
      continue;
    }
    const outcome = await insertChosen(chosen, { question, wish, claim }, database);
    if (outcome.kind !== 'taken') return outcome;
  }
  return { kind: 'taken' };
}

function everything(places: readonly PlaceDays[]): string[] {
  return places.flatMap(({ advisors, needs }) => [
    ...advisors.map(({ advisorId }) => advisorId),
    ...needs.flatMap(({ resources }) => resources.map(({ resourceId }) => resourceId)),
  ]);
}

interface Attempt {
  question: BookingQuestion;
  wish: Wish;
  claim: { from: number; to: number };
}

async function insertChosen(
  { advisorId, partnerIds }: ChosenResources,
  { question, wish, claim }: Attempt,
  database: Database,
): Promise<Outcome> {
  const centers = centersOf(question, [advisorId, ...partnerIds]);
  const center = centers.get(advisorId);
  if (center === undefined) return { kind: 'taken' };
  const hold: NewHold = {
    id: randomUUID(),
    serviceId: question.service.id,
    furtherIds: question.service.furtherIds,
    center,
    advisorId,
    channel: wish.channel,
    startsAt: wish.startsAt,
    endsAt: wish.startsAt.add({ minutes: question.service.duration }),
    claim,
    browserHash: wish.browserHash,
    locale: wish.locale,
    minutes: holdMinutes,
    ...(wish.movesId !== undefined && { movesId: wish.movesId }),
  };
  const partners: Partner[] = partnerIds.flatMap((resourceId) => {
    const place = centers.get(resourceId);
    return place === undefined ? [] : { resourceId, center: place };
  });
  const outcome = await retryConflicts(() =>
    partners.length === 0 ? insertHold(hold, database) : insertHoldTogether(hold, partners, database),
  );
  return outcome.held
    ? { kind: 'held', appointmentId: hold.id, expiresAt: outcome.expiresAt }
    : { kind: outcome.reason };
}
