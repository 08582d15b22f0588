import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { alternativeCount } from '#lib/booking/policy.ts';
import type { Channel } from '#lib/booking/schema.ts';
import { type BookingChoice, type BookingQuestion, readQuestion } from './booking-question.ts';
import { type FreeTime, findTimes } from './list-free-times.ts';

/** More than an advisor has between now and a wished time; bounds the look back. */
const lookBack = 400;

/** The free times closest after a wished one; where there are too few, the last ones before it as well. */
export async function listNearestTimes(
  choice: BookingChoice,
  wished: Temporal.Instant,
  database: Database = db(),
): Promise<FreeTime[]> {
  const question = await readQuestion(choice, database);
  return question === null ? [] : findNearest(question, choice.channel, wished, database);
}

/** The same for a question that was read already. */
export async function findNearest(
  question: BookingQuestion,
  channel: Channel,
  wished: Temporal.Instant,
  database: Transaction,
): Promise<FreeTime[]> {
  const after = await findTimes(question, { channel, from: wished, limit: alternativeCount }, database);
  const following = after.times.slice(0, alternativeCount);
  if (following.length === alternativeCount) return following;
  const { times } = await findTimes(question, { channel, limit: lookBack }, database);
  const before = times.filter(({ startsAt }) => Temporal.Instant.compare(startsAt, wished) < 0);
  return [...before, ...following].slice(-alternativeCount);
}
