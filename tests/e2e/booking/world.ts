import { Temporal } from 'temporal-polyfill';
import { setDatabaseClock } from '#processes/demo/clock.ts';
import type { InboxMessage } from '#processes/demo/inbox.ts';
import type { ReceivedSms } from '#processes/demo/sms-receiver.ts';
import { withClient } from '#prisma/roles.ts';
import { stackUnderTest } from '../stack-under-test.ts';

/** All mails to one address, oldest first. */
export async function mailsTo(address: string): Promise<InboxMessage[]> {
  const response = await fetch(`${stackUnderTest().inbox}/api/messages`);
  const mails = (await response.json()) as InboxMessage[];
  return mails.filter(({ recipients }) => recipients.includes(address)).sort((a, b) => a.id - b.id);
}

/** Waits for the mail number `count` to an address. @throws after twenty seconds */
export async function mailTo(address: string, count = 1): Promise<InboxMessage> {
  for (let patience = 100; patience > 0; patience -= 1) {
    const mail = (await mailsTo(address))[count - 1];
    if (mail !== undefined) return mail;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`There is no mail number ${count}`);
}

/** The six digits of a code mail. */
export async function codeTo(address: string, count = 1): Promise<string> {
  const code = /\b\d{6}\b/.exec((await mailTo(address, count)).text)?.[0];
  if (code === undefined) throw new Error('The mail holds no code');
  return code;
}

/** Waits for so many SMS to one phone, oldest first. @throws after twenty seconds */
export async function smsTo(number: string, count = 1): Promise<string[]> {
  for (let patience = 100; patience > 0; patience -= 1) {
    const response = await fetch(`${stackUnderTest().inbox}/api/sms`);
    const texts = ((await response.json()) as ReceivedSms[]).filter(({ to }) => to === number).map(({ text }) => text);
    if (texts.length >= count) return texts;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`There are no ${count} SMS`);
}

/** The six digits of the first SMS to a phone. */
export async function smsCodeTo(number: string): Promise<string> {
  const code = /^\d{6}\b/.exec((await smsTo(number))[0] ?? '')?.[0];
  if (code === undefined) throw new Error('The SMS holds no code');
  return code;
}

/** Looks into the database as its owner. */
export async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(stackUnderTest().migrateUrl, async (client) => (await client.query<Row>(sql, values)).rows);
}

/**
 * Everything that a refused form must not have changed, as one comparable text: the appointment that was changed last (by
 * the order of transactions: journeys turn the clock), with all that hangs on it. Journeys go one after the other, so it
 * is this journey's; a further one would be it instead. Others are left out, since the scheduler sweeps what expires.
 */
export async function everythingBooked(): Promise<string> {
  const [state] = await rows<{ state: string }>(`
    WITH newest AS (SELECT * FROM appointment ORDER BY xmin::text::bigint DESC LIMIT 1)
    SELECT json_build_object(
      'appointment', (SELECT json_build_array(id, state, version, contact IS NULL, key_ref, extensions) FROM newest),
      'claims', (SELECT count(*) FROM claim JOIN newest ON claim.appointment_id = newest.id),
      'codes', (SELECT json_agg(json_build_array(code.id, issues, tries_left)) FROM one_time_code AS code JOIN newest ON code.subject_id = newest.id),
      'mails', (SELECT count(*) FROM outbox_message JOIN newest ON outbox_message.appointment_id = newest.id)) ::text AS state`);
  return state?.state ?? '';
}

/** Runs `work` with database and processes so many minutes ahead, and puts the clock right again. */
export async function minutesLater<T>(minutes: number, work: () => Promise<T>): Promise<T> {
  const { migrateUrl } = stackUnderTest();
  await setDatabaseClock(migrateUrl, { ahead: Temporal.Duration.from({ minutes }) });
  try {
    return await work();
  } finally {
    await setDatabaseClock(migrateUrl, 'real');
  }
}

/** By this machine's clock, which is the stack's as long as nobody moves it. */
export const minutesUntil = (instant: Temporal.Instant): number =>
  Math.round(Temporal.Now.instant().until(instant).total('minutes'));
