import type { Database, Transaction } from '#lib/platform/db.ts';
import { mayMoveTo } from '#lib/booking/core/change-rules.ts';
import { spanOf } from '#lib/booking/core/free-times.ts';
import { stepFrom } from '#lib/booking/core/steps.ts';
import { type BookingQuestion, readQuestion, timeRules } from '#lib/booking/free-times/booking-question.ts';
import { chooseResources } from '#lib/booking/free-times/choose-resources.ts';
import { findTimes, type FreeTime } from '#lib/booking/free-times/list-free-times.ts';
import { readPlaces } from '#lib/booking/free-times/read-places.ts';
import { leastOfferMinutes, lookMinutes, looksAtOnce, movableDays } from '#lib/booking/policy.ts';
import type { Channel } from '#lib/booking/schema.ts';
import { type AskedPerson, mayBeAsked, planFor, readAsked } from './asked-person.ts';
import { keepFreeTime } from './kept-time.sql.ts';
import { dayOfColumn } from './waiting-entry.ts';
import { listUnlooked, noteLook } from './waiting-line.sql.ts';

/**
 * Times come free by more than cancellations: longer hours, an absence that ends, a hold that runs out, one more day
 * that can be booked. Whoever waits and had nothing to choose from is asked about the first of them: it is kept for the
 * waiting list as a time that was given back (BK8). Who could book all the while is not asked: they saw what there is.
 */
export async function keepOpenedTimes(database: Database): Promise<Record<'looked' | 'kept', number>> {
  const entries = await listUnlooked({ minutes: lookMinutes, limit: looksAtOnce }, database);
  let kept = 0;
  for (const id of entries) if (await lookFor(id, database)) kept += 1;
  return { looked: entries.length, kept };
}

/** @returns whether a time is kept now */
async function lookFor(entryId: string, database: Database): Promise<boolean> {
  const asked = await readAsked(entryId, database);
  const question = asked === null ? null : await readQuestion(asked.choice, database);
  if (asked === null || question === null) {
    await noteLook(entryId, { free: false }, database);
    return false;
  }
  const time = await firstTime(asked, question, database);
  const { wasFull } = await noteLook(entryId, { free: time !== null }, database);
  if (time === null || !wasFull || !(await mayBeAsked(asked, database))) return false;
  const latest = time.startsAt.subtract({ minutes: question.service.leadTime });
  const plan = planFor(asked, { startsAt: time.startsAt, latest, zone: time.timeZone }, question.now);
  return plan.kind === 'now' && keep(question, asked.choice.channel, time, database);
}

/** The first time that this person could be asked about. */
async function firstTime(
  { entry, choice, own }: AskedPerson,
  question: BookingQuestion,
  database: Transaction,
): Promise<FreeTime | null> {
  const { times } = await findTimes(
    question,
    {
      channel: choice.channel,
      partOfDay: entry.partOfDay ?? undefined,
      from: question.now.add({ minutes: question.service.leadTime + leastOfferMinutes }),
      days: { from: dayOfColumn(entry.firstDay), to: dayOfColumn(entry.lastDay) },
      limit: 1,
    },
    database,
  );
  const [time] = times;
  if (time === undefined || (own !== null && !mayMoveTo(time.endsAt, own, movableDays))) return null;
  return own === null || time.startsAt.epochMilliseconds < own.startsAt.epochMilliseconds ? time : null;
}

/** Takes it for the list as anybody would take it for themselves. @returns false when somebody was faster */
async function keep(
  question: BookingQuestion,
  channel: Channel,
  { startsAt, endsAt }: FreeTime,
  database: Database,
): Promise<boolean> {
  const rules = timeRules(question);
  const start = stepFrom(startsAt.epochMilliseconds);
  const places = await readPlaces(question, { from: start, to: start + 1 }, database);
  const chosen = chooseResources(places, start, rules);
  const center = question.calendars.find(({ resourceId }) => resourceId === chosen?.advisorId)?.center;
  if (chosen === null || center === undefined) return false;
  const time = { serviceId: question.service.id, centerId: center.id, channel, startsAt, endsAt };
  return keepFreeTime({ ...time, ...chosen, claim: spanOf(start, rules) }, database);
}
