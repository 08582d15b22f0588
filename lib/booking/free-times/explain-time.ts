import { type Database, db } from '#lib/platform/db.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { type WhyNotFree, whyNotFree } from '#lib/booking/core/free-times.ts';
import { instantOf, stepFrom } from '#lib/booking/core/steps.ts';
import { type BookingChoice, readQuestion, timeRules } from './booking-question.ts';
import { findSessions } from './find-sessions.ts';
import { readPlaces } from './read-places.ts';

export type ExplainedTime =
  /** One answer for each advisor who could be asked, by name; `why` is `null` for whoever is free */
  | { ok: true; advisors: { id: string; label: string; why: WhyNotFree | null }[] }
  | { ok: false; reason: 'unknown-choice' };

/**
 * "Why is this time not offered?", for any minute (OR5). Answered by the rule that also makes the free times. An
 * expired hold that was not swept yet counts as `taken` here; who wants the time gets it.
 */
export async function explainTime(
  choice: BookingChoice,
  startsAt: Temporal.Instant,
  database: Database = db(),
): Promise<ExplainedTime> {
  const question = await readQuestion(choice, database);
  if (question === null) return { ok: false, reason: 'unknown-choice' };
  const rules = timeRules(question);
  // Not rounded: a minute between two steps is one that is not offered.
  const start = startsAt.epochMilliseconds / instantOf(1).epochMilliseconds;
  const labels = new Map(question.calendars.map(({ resourceId, label }) => [resourceId, label]));
  if (question.service.isGroup) {
    const sessions = await findSessions(question, startsAt, startsAt.add({ milliseconds: 1 }), database);
    const whyNot = (advisorId: string): WhyNotFree | null => {
      if (start < rules.earliest) return 'too-soon';
      if (start >= rules.latest) return 'too-far-ahead';
      const session = sessions.find((one) => one.advisorId === advisorId);
      if (session === undefined) return 'no-session';
      return session.seatsLeft === 0 ? 'no-seat' : null;
    };
    return { ok: true, advisors: [...labels].map(([id, label]) => ({ id, label, why: whyNot(id) })) };
  }
  const around = stepFrom(startsAt.epochMilliseconds);
  const places = await readPlaces(question, { from: around, to: around + 1 }, database);
  return {
    ok: true,
    advisors: places
      .flatMap(({ advisors, needs }) =>
        advisors.map((advisor) => ({
          id: advisor.advisorId,
          label: labels.get(advisor.advisorId) ?? '',
          why: whyNotFree(start, rules, advisor, needs),
        })),
      )
      .sort((a, b) => a.label.localeCompare(b.label, 'de')),
  };
}
