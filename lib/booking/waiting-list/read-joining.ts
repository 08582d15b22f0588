import { type Database, db } from '#lib/platform/db.ts';
import { appNow, toDate } from '#lib/platform/time.ts';
import { browserHash } from '#lib/booking/browser.ts';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import type { Contact } from '#lib/booking/schema.ts';
import { choiceOf, dayOfColumn, openWaiting } from './waiting-entry.ts';
import type { WaitingDays } from './waiting-schema.ts';

/** What a browser gave to be put on the waiting list, until it typed the code. */
export interface Joining {
  contact: Contact;
  choice: BookingChoice;
  days: WaitingDays;
}

/** `null` when this browser is not joining, or its code ran out and was swept. */
export async function readJoining(browserToken: string | null, database: Database = db()): Promise<Joining | null> {
  const hash = browserHash(browserToken);
  if (hash === null) return null;
  const entry = await database.waitingEntry.findFirst({
    where: { browserHash: hash, provedAt: null, expiresAt: { gt: toDate(await appNow(database)) } },
  });
  const opened = entry === null ? null : await openWaiting(entry);
  const choice = entry === null || opened === null ? null : await choiceOf(entry, opened.contact, database);
  if (entry === null || opened === null || choice === null) return null;
  return {
    contact: opened.contact,
    choice,
    days: {
      firstDay: dayOfColumn(entry.firstDay),
      lastDay: dayOfColumn(entry.lastDay),
      ...(entry.partOfDay !== null && { partOfDay: entry.partOfDay }),
    },
  };
}
