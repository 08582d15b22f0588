import type { Page } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { booked, openToCancel } from './booked.ts';
import { at, fillIn, type Person, press } from './journey.ts';
import { mailsTo, minutesLater, rows } from './world.ts';

const zone = 'Europe/Berlin';
export const topic = 'leistung=mitgliedschaft&kanal=video';

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

/**
 * Somebody cancels an appointment of some days ahead, and does not take that back: as if the minutes for it were over.
 * @returns the day of the time that came free
 */
export async function giveBack(page: Page): Promise<{ day: string; startsAt: string }> {
  const mine = await booked({ service: 'mitgliedschaft', channel: 'video', from: 5 });
  await openToCancel(page, mine);
  await press(page, 'Ja, Termin absagen');
  await page.waitForURL(/hinweis=abgesagt/);
  await rows(`UPDATE reopening SET created_at = created_at - interval '6 minutes' WHERE appointment_id = $1::uuid`, [
    mine.id,
  ]);
  const day = mine.startsAt.toZonedDateTimeISO(zone).toPlainDate().toString();
  return { day, startsAt: mine.startsAt.toString() };
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
