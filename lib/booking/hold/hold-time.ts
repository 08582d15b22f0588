import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import type { Temporal } from '#lib/platform/time.ts';
import { browserTokenOr } from '#lib/booking/browser.ts';
import { stepFrom } from '#lib/booking/core/steps.ts';
import { destroyDataKeys } from '#lib/booking/data-key.ts';
import { type BookingChoice, readQuestion } from '#lib/booking/free-times/booking-question.ts';
import type { FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import { findNearest } from '#lib/booking/free-times/list-nearest-times.ts';
import { around } from '#lib/booking/free-times/read-places.ts';
import type { TimeChoice } from '#lib/booking/schema.ts';
import { deleteFormerHolds, linkDraft } from './hold.sql.ts';
import { tryHold, type Wish } from './try-hold.ts';

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
  request: { choice: TimeChoice & BookingChoice; browserToken: string | null; locale: Locale },
  database: Database = db(),
): Promise<HeldTime> {
  const { choice, locale } = request;
  const browserToken = browserTokenOr(request.browserToken);
  const browserHash = keyedHash('browser', browserToken);
  const taken = await takeTime(choice, { browserHash, locale }, database);
  if (!taken.ok) return taken;
  // A browser that is new to us has nothing yet. Only now: whoever is refused keeps the time they had.
  if (browserToken === request.browserToken) {
    await destroyDataKeys(await deleteFormerHolds(browserHash, database));
    await linkDraft(browserHash, taken.appointmentId, database);
  }
  return { ...taken, browserToken };
}

type TakenTime = { ok: true; appointmentId: string; expiresAt: Temporal.Instant } | Extract<HeldTime, { ok: false }>;

/** Takes a time of a choice for whoever wishes it: a new booking, or a move. */
export async function takeTime(
  choice: TimeChoice & BookingChoice,
  wish: Omit<Wish, 'channel' | 'startsAt'>,
  database: Database,
): Promise<TakenTime> {
  const { channel, startsAt } = choice;
  const start = stepFrom(startsAt.epochMilliseconds);
  for (let reading = 1; reading <= maxReadings; reading += 1) {
    const question = await readQuestion(choice, database, () => around({ from: start, to: start + 1 }));
    if (question === null) return { ok: false, reason: 'unknown-choice' };
    const outcome = await tryHold(question, { ...wish, channel, startsAt }, database);
    if (outcome.kind === 'held')
      return { ok: true, appointmentId: outcome.appointmentId, expiresAt: outcome.expiresAt };
    if (outcome.kind === 'taken')
      return {
        ok: false,
        reason: 'time-taken',
        // Read anew: what came along with the question is of before somebody was faster.
        alternatives: await findNearest({ ...question, ahead: null }, channel, startsAt, database),
      };
  }
  return { ok: false, reason: 'time-taken', alternatives: [] };
}
