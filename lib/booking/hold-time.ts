import { randomUUID } from 'node:crypto';
import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { appNow, type Temporal } from '#lib/platform/time.ts';
import { type BookingQuestion, readAdvisorDays, readQuestion, timeRules } from './booking-question.ts';
import { browserTokenOr } from './browser.ts';
import { type StepSpan, spanOf, whyNotFree } from './core/free-times.ts';
import { instantOf, stepFrom } from './core/steps.ts';
import { destroyDataKeys } from './data-key.ts';
import { deleteFormerHolds, insertHold, linkDraft } from './hold.sql.ts';
import type { FreeTime } from './list-free-times.ts';
import { findNearest } from './list-nearest-times.ts';
import { holdMinutes } from './policy.ts';
import type { TimeChoice } from './schema.ts';
import { sweepExpiredHoldsIn } from './sweep.sql.ts';

export type HeldTime =
  | {
      ok: true;
      appointmentId: string;
      expiresAt: Temporal.Instant;
      /** For the `__Host-termin` cookie; the one given, or a new one */
      browserToken: string;
    }
  /** Gone, or never offered; `alternatives` are the next free ones of the same choice */
  | { ok: false; reason: 'time-taken'; alternatives: FreeTime[] }
  /** Service, channel, center or advisor are not offered (any more) */
  | { ok: false; reason: 'unknown-choice' };

/** How often hours that change meanwhile are read anew before the time counts as gone. */
const maxReadings = 3;

/**
 * Keeps a time for one browser (BK5). A browser has one hold: its former one is freed once the new one is got, and
 * stays when the new one is refused.
 * @param request.browserToken from the cookie, if there is one
 */
export async function holdTime(
  request: { choice: TimeChoice; browserToken: string | null; locale: Locale },
  database: Database = db(),
): Promise<HeldTime> {
  const { choice, locale } = request;
  const browserToken = browserTokenOr(request.browserToken);
  const browserHash = keyedHash('browser', browserToken);
  for (let reading = 1; reading <= maxReadings; reading += 1) {
    const question = await readQuestion(choice, database);
    if (question === null) return { ok: false, reason: 'unknown-choice' };
    const outcome = await tryAdvisors(question, { ...choice, browserHash, locale }, database);
    if (outcome.kind === 'held') {
      // Only now: whoever is refused keeps the time they had.
      await destroyDataKeys(await deleteFormerHolds(browserHash, database));
      await linkDraft(browserHash, outcome.appointmentId, database);
      return { ok: true, appointmentId: outcome.appointmentId, expiresAt: outcome.expiresAt, browserToken };
    }
    if (outcome.kind === 'taken')
      return {
        ok: false,
        reason: 'time-taken',
        alternatives: await findNearest(question, choice.channel, choice.startsAt, database),
      };
  }
  return { ok: false, reason: 'time-taken', alternatives: [] };
}

interface Wish extends TimeChoice {
  browserHash: Uint8Array<ArrayBuffer>;
  locale: Locale;
}

type Outcome =
  | { kind: 'held'; appointmentId: string; expiresAt: Temporal.Instant }
  | { kind: 'taken' }
  | { kind: 'hours-changed' };

/**
 * Tries whoever is free, those with the least to do around that time first; then whoever is only kept from it by a hold
 * that has expired and was not swept yet.
 */
async function tryAdvisors(question: BookingQuestion, wish: Wish, database: Database): Promise<Outcome> {
  // Nothing begins between two steps: rounded, the appointment would stand beside the time that it claims.
  if (wish.startsAt.epochMilliseconds % instantOf(1).epochMilliseconds !== 0) return { kind: 'taken' };
  const rules = timeRules(question.service, await appNow(database));
  const start = stepFrom(wish.startsAt.epochMilliseconds);
  const days = await readAdvisorDays(question.calendars, { from: start, to: start + 1 }, database);
  const asked = days.map((day) => ({ ...day, why: whyNotFree(start, rules, day) }));
  const free = asked.filter(({ why }) => why === null).sort((a, b) => a.taken.length - b.taken.length);
  const hold = (advisorId: string) => insertFor(advisorId, { question, wish, claim: spanOf(start, rules) }, database);

  for (const { advisorId } of free) {
    const outcome = await hold(advisorId);
    if (outcome.kind !== 'taken') return outcome;
  }
  for (const { advisorId } of asked.filter(({ why }) => why === null || why === 'taken')) {
    const swept = await sweepExpiredHoldsIn(advisorId, spanOf(start, rules), database);
    if (swept.length === 0) continue;
    await destroyDataKeys(swept);
    const outcome = await hold(advisorId);
    if (outcome.kind !== 'taken') return outcome;
  }
  return { kind: 'taken' };
}

interface Attempt {
  question: BookingQuestion;
  wish: Wish;
  claim: StepSpan;
}

async function insertFor(advisorId: string, { question, wish, claim }: Attempt, database: Database): Promise<Outcome> {
  const center = question.calendars.find(({ resourceId }) => resourceId === advisorId)?.center;
  if (center === undefined) return { kind: 'taken' };
  const id = randomUUID();
  const outcome = await retryConflicts(() =>
    insertHold(
      {
        id,
        serviceId: question.service.id,
        center,
        advisorId,
        channel: wish.channel,
        startsAt: wish.startsAt,
        endsAt: wish.startsAt.add({ minutes: question.service.duration }),
        claim,
        browserHash: wish.browserHash,
        locale: wish.locale,
        minutes: holdMinutes,
      },
      database,
    ),
  );
  return outcome.held ? { kind: 'held', appointmentId: id, expiresAt: outcome.expiresAt } : { kind: outcome.reason };
}
