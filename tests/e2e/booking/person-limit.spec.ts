import { expect, test } from '@playwright/test';
import { maxOpenBookings } from '#lib/booking/policy.ts';
import { Temporal } from '#lib/platform/time.ts';
import { openApiClient } from '#tests/setup/api-client.ts';
import { stackUnderTest } from '../stack-under-test.ts';
import { person, type Person, press, toCode } from './journey.ts';
import { codeTo, mailTo, mailsTo } from './world.ts';

const choice = { service: 'allgemeine-beratung', channel: 'video' };

/** Free times of the next weeks, one after the other. */
async function freeTimes(): Promise<string[]> {
  const today = Temporal.Now.plainDateISO('Europe/Berlin');
  const days = { from: today.add({ days: 7 }).toString(), to: today.add({ days: 20 }).toString() };
  const client = openApiClient(() => stackUnderTest().member);
  const { json } = await client.send('listFreeTimes', { query: { ...choice, ...days, limit: '20' } });
  return (json['items'] as { startsAt: string }[]).map(({ startsAt }) => startsAt);
}

/** A program books for a person. */
async function bookAt(startsAt: string, { concern: _, birthDate: __, ...contact }: Person): Promise<void> {
  const client = openApiClient(() => stackUnderTest().member);
  expect((await client.send('holdTime', { body: { ...choice, startsAt } })).status).toBe(201);
  expect((await client.send('submitContact', { body: contact })).status).toBe(200);
  const code = await codeTo(contact.email);
  expect((await client.send('confirmAppointment', { body: { code } })).status).toBe(200);
}

test('whoever has as many appointments as one person may have sees the page as always, and reads the reason in the mail (BK3, BK12)', async ({
  page,
}) => {
  const who = person();
  // An hour apart: each takes more than one of the times that are offered.
  const times = (await freeTimes()).filter((_, n) => n % 4 === 0).slice(0, maxOpenBookings);
  await Promise.all(times.map((startsAt) => bookAt(startsAt, { ...who, email: person().email })));
  await toCode(page, who);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welchen Code haben wir Ihnen geschickt?');
  const mail = await mailTo(who.email);
  expect(mail.subject).toBe('Ihr Terminwunsch: bitte rufen Sie uns an');
  // The appointments were told to other mailboxes: this one is not told of them.
  expect(mail.text).not.toMatch(/\b\d{6}\b|Termine/);
  expect(mail.text).toContain('030 23125-010');
  await page.locator('#code').fill('123456');
  expect((await press(page, 'Termin buchen')).status()).toBe(422);
  await expect(page.locator('#code-fehler')).toContainText('noch 4 Versuche');
  expect(await mailsTo(who.email)).toHaveLength(1);
});
