import { expect, type Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { Temporal } from 'temporal-polyfill';
import { openApiClient } from '#tests/setup/api-client.ts';
import { stackUnderTest } from '../stack-under-test.ts';
import { at, person, press } from './journey.ts';
import { codeTo, mailTo, rows } from './world.ts';

/** An appointment that somebody has booked already. */
export interface Booked {
  id: string;
  email: string;
  /** As in the mail: with the token in its fragment */
  link: string;
  /** "ABCD EFGH" */
  bookingCode: string;
  startsAt: Temporal.Instant;
}

type Wish = {
  service?: string;
  channel?: 'on_site' | 'video' | 'phone';
  center?: string;
  /** Days from today on which it is looked for; by default from in three days on, so that no deadline is near */
  from?: number;
  /** Hours of the day that it may begin at, on the clock of the center */
  hours?: [from: number, below: number];
};

/** Today, if there is still a time, but not at once. */
export const soon: Wish = { service: 'allgemeine-beratung', from: 0, hours: [0, 24] };

const berlin = 'Europe/Berlin';

/** Books over the API: journeys about what comes after need not walk to it. */
export async function booked(wish: Wish = {}): Promise<Booked> {
  const { service = 'mitgliedschaft', channel = 'video', center, from = 3, hours = [9, 12] } = wish;
  const member = () => stackUnderTest().member;
  const program = openApiClient(member);
  const weekday = (day: Temporal.PlainDate): Temporal.PlainDate =>
    from === 0 || day.dayOfWeek < 6 ? day : weekday(day.add({ days: 1 }));
  const first = weekday(Temporal.Now.zonedDateTimeISO(berlin).toPlainDate().add({ days: from }));
  const choice = { service, channel, ...(center !== undefined && { center }) };
  // Day by day: a morning that other journeys have filled is not the last one.
  let free: { startsAt: string }[] = [];
  for (let day = first; free.length === 0 && first.until(day).days < 10; day = weekday(day.add({ days: 1 }))) {
    const days = { from: day.toString(), to: day.toString() };
    const found = await program.send('listFreeTimes', { query: { ...choice, ...days, limit: '100' } });
    free = (found.json['items'] as { startsAt: string }[]).filter(({ startsAt }) => {
      const { hour } = Temporal.Instant.from(startsAt).toZonedDateTimeISO(berlin);
      const ahead = Temporal.Now.instant().until(startsAt).total('minutes');
      return hour >= hours[0] && hour < hours[1] && ahead > 20;
    });
  }
  if (free.length === 0) throw new Error('Nothing is free for this journey');
  // Any of them, so that journeys do not stand in line for the first one.
  const startsAt = free[Math.floor(Math.random() * Math.min(5, free.length))]?.startsAt ?? '';
  const held = await program.send('holdTime', { body: { ...choice, startsAt } });
  if (!held.ok) throw new Error(`Not held: ${JSON.stringify(held.json)}`);
  const { birthDate: _, ...who } = person();
  const holder = openApiClient(member, String(held.json['token']));
  await holder.send('submitContact', { body: who });
  const confirmed = await holder.send('confirmAppointment', { body: { code: await codeTo(who.email) } });
  if (!confirmed.ok) throw new Error(`Not confirmed: ${JSON.stringify(confirmed.json)}`);
  const { text } = await mailTo(who.email, 2);
  return {
    id: String(confirmed.json['appointmentId']),
    email: who.email,
    link: /https?:\/\/\S+\/termin\/mein#[\w-]{43}/.exec(text)?.[0] ?? '',
    bookingCode: /[2-9A-Z]{4} [2-9A-Z]{4}/.exec(text)?.[0] ?? '',
    startsAt: Temporal.Instant.from(startsAt),
  };
}

/** Opens the link of the mail by its button. */
export async function openLink(page: Page, { link }: Booked): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Meinen Termin anzeigen' }).click();
  await page.waitForURL(/\/termin\/mein\/anzeigen/);
}

/** Types the booking code and then the digits of mail number `count`, as anybody does who has no link at hand. */
export async function openByCode(page: Page, { bookingCode, email }: Booked, count = 3): Promise<void> {
  await page.goto(at('/termin/mein'));
  await page.locator('#buchungscode').fill(bookingCode.toLowerCase());
  await page.getByRole('button', { name: 'Sechs Ziffern schicken' }).click();
  await page.waitForURL(/\/termin\/mein\/code/);
  await enterAccessCode(page, await codeTo(email, count));
  await page.waitForURL(/\/termin\/mein\/anzeigen$/);
}

/** From the link of the mail, over the digits, to the page that asks whether to cancel. */
export async function openToCancel(page: Page, own: Booked): Promise<void> {
  await openLink(page, own);
  await page.getByRole('button', { name: 'Termin absagen' }).click();
  await page.waitForURL(/\/code\?danach=absagen/);
  await enterAccessCode(page, await codeTo(own.email, 3));
  await page.waitForURL(/\/absagen$/);
}

export async function enterAccessCode(page: Page, digits: string): Promise<void> {
  await page.locator('#code').fill(digits);
  await page.getByRole('button', { name: 'Termin öffnen' }).click();
}

/** The times of a move from the day of the appointment on: far enough ahead that it can be changed once more. */
export async function toNewTimes(page: Page, { startsAt }: Booked): Promise<void> {
  const day = startsAt.toZonedDateTimeISO(berlin).toPlainDate();
  await page.goto(at(`/termin/mein/verschieben?kanal=video&ab=${day.toString()}`));
}

/** Somebody has all rooms of the place at the time of the appointment. */
export async function takeRooms({ id }: Booked): Promise<void> {
  await rows(
    `WITH kept AS (
       INSERT INTO reopening (service_id, service_center_id, advisor_id, channel, starts_at, ends_at, opens_at)
       SELECT service_id, service_center_id, advisor_id, 'on_site', starts_at, ends_at, app_now() + interval '1 hour'
       FROM appointment WHERE id = $1::uuid RETURNING id, service_center_id
     )
     INSERT INTO claim (resource_id, start_step, end_step, reopening_id)
     SELECT room.id, own.start_step, own.end_step, kept.id FROM kept
     JOIN resource room ON room.service_center_id = kept.service_center_id AND room.kind = 'room'
     JOIN claim own ON own.appointment_id = $1::uuid
     ON CONFLICT DO NOTHING`,
    [id],
  );
}

/** What the database says of it. */
export async function stateOf({ id }: Pick<Booked, 'id'>) {
  const [row] = await rows<{ state: string; channel: string; startsAt: string; late: number | null; claims: number }>(
    `SELECT state::text, channel::text, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "startsAt",
       late_minutes AS late, (SELECT count(*)::int FROM claim WHERE appointment_id = a.id) AS claims
     FROM appointment a WHERE id = $1::uuid`,
    [id],
  );
  if (row === undefined) throw new Error('The appointment is not there');
  return row;
}

/** In both themes nothing that axe knows of, and nothing that sticks out at the side. */
export async function expectSoundInBothThemes(page: Page): Promise<void> {
  // With scripts a page's title comes after its address.
  await expect(page).toHaveTitle(/./);
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion: axe would measure colours on their way from one theme to the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${page.url()} sticks out at the side`).toBe(0);
}

export const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Presses and expects the page to refuse, with a word that is read first. */
export async function expectRefused(page: Page, button: string, word: string): Promise<void> {
  expect((await press(page, button)).status()).toBe(422);
  await expect(page.getByText(word, { exact: true })).toBeVisible();
  await expectSoundInBothThemes(page);
}
