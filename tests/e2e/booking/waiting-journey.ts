import type { Page } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { at, book, fillIn, type Person, press } from './journey.ts';
import { mailsTo, minutesLater, rows } from './world.ts';

const zone = 'Europe/Berlin';
export const topic = 'leistung=allgemeine-beratung&kanal=video';

/** Runs `work` when people are awake: nobody is offered anything by night, whenever the tests are run. */
export async function byDay<T>(work: () => Promise<T>): Promise<T> {
  const now = Temporal.Now.zonedDateTimeISO(zone);
  const isDay = now.hour >= 9 && now.hour < 17;
  const morning = now
    .toPlainDate()
    .add({ days: now.hour < 9 ? 0 : 1 })
    .toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from('10:00'),
    });
  return isDay ? work() : minutesLater(Math.ceil(now.until(morning).total('minutes')), work);
}

/** Somebody books a time that is some days ahead, and it is given back, as cancelling does it (tests/integration/booking). */
export async function giveBack(page: Page, who: Person): Promise<{ id: string; day: string; startsAt: string }> {
  await book(page, who, 'video');
  const [given] = await rows<{ id: string; day: string; startsAt: string }>(
    `WITH newest AS (
       SELECT * FROM appointment WHERE state = 'confirmed' ORDER BY confirmed_at DESC LIMIT 1
     ), given AS (
       INSERT INTO reopening (service_id, service_center_id, advisor_id, channel, starts_at, ends_at, opens_at)
       SELECT service_id, service_center_id, advisor_id, channel, starts_at, ends_at, app_now() + interval '20 minutes' FROM newest
       RETURNING id, starts_at
     ), handed AS (
       UPDATE claim SET appointment_id = NULL, reopening_id = given.id FROM given, newest WHERE claim.appointment_id = newest.id
     ), cancelled AS (
       UPDATE appointment SET state = 'cancelled', cancelled_at = app_now() FROM newest WHERE appointment.id = newest.id
     )
     SELECT id::text, (starts_at AT TIME ZONE '${zone}')::date::text AS day, starts_at::text AS "startsAt" FROM given`,
  );
  if (given === undefined) throw new Error('Nothing was booked');
  return given;
}

/** From the days to the page that asks for the code, waiting for one day only. */
export async function toWaitingCode(page: Page, who: Person, day: string): Promise<void> {
  await page.goto(at(`/termin/warteliste/daten?${topic}&ab=${day}&bis=${day}`));
  const { concern: _concern, ...rest } = who;
  await fillIn(page, rest);
  await press(page, 'Code schicken');
  await page.waitForURL(/\/termin\/warteliste\/code/);
}

export async function join(page: Page, who: Person, day: string): Promise<void> {
  await toWaitingCode(page, who, day);
  await page.locator('#code').fill(await waitingCodeTo(who.email));
  await press(page, 'In die Warteliste eintragen');
  await page.waitForURL(/\/termin\/warteliste\/stand/);
}

export async function waitingCodeTo(address: string): Promise<string> {
  return /\b\d{6}\b/.exec((await mailAbout(address, 'Ihr Code für die Warteliste')).text)?.[0] ?? '';
}

/** Waits for the newest mail to somebody whose subject begins so: offers come with the scheduler's ticks. */
export async function mailAbout(address: string, subject: string): Promise<{ text: string }> {
  for (let patience = 300; patience > 0; patience -= 1) {
    const mail = (await mailsTo(address)).findLast((one) => one.subject.startsWith(subject));
    if (mail !== undefined) return mail;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No mail about: ${subject}`);
}

/** The link of a mail, and the code for whoever cannot follow it. */
export function waysIn({ text }: { text: string }): { link: string; code: string } {
  const link = /\S+\/termin\/warteliste\/mein#[\w-]{43}/.exec(text)?.[0];
  const code = /Code für die Warteliste: ([2-9A-Z]{4} [2-9A-Z]{4})/.exec(text)?.[1];
  if (link === undefined) throw new Error('The mail has no link');
  return { link, code: code ?? '' };
}
