import type { Page } from '@playwright/test';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { withClient } from '#prisma/roles.ts';
import type { Stack } from '#processes/demo/stack.ts';
import type { Screen } from './screens.ts';
import { freshKvnr } from './setup/kvnr.ts';

const times = '/termin/zeit?leistung=allgemeine-beratung&kanal=video';
const wishful = '/termin/zeit?leistung=hilfsmittel&kanal=vor-ort&ort=koeln';
let made = 0;

async function toData(page: Page, from = times): Promise<void> {
  await page.goto(from);
  // Several pictures are taken of one installation: each takes a time of its own.
  await page
    .locator('main button[name="zeit"]')
    .nth(made % 4)
    .click();
  await page.locator('#firstName').waitFor();
}

/** Somebody with long names and marks, and an address and number of their own. @returns the address */
export async function fillInPerson(page: Page): Promise<string> {
  made += 1;
  const email = `maximilian-alexander.von-und-zu-hohenstein-${process.pid}-${made}@beispiel-familie.example`;
  await page.locator('input[name="gender"][value="none"]').check();
  const typed = {
    firstName: 'Maximilian-Alexander',
    lastName: 'von und zu Hohenstein-Müller',
    phone: '030 23125 999',
    email,
    kvnr: freshKvnr(),
  };
  for (const [name, text] of Object.entries(typed)) await page.locator(`#${name}`).fill(text);
  return email;
}

async function fillIn(page: Page, fillMore: (page: Page) => Promise<void>): Promise<string> {
  const email = await fillInPerson(page);
  await page.locator('#concern').fill('Ein Stichwort');
  await fillMore(page);
  return email;
}

const nothingMore = async (_page: Page): Promise<void> => undefined;

/** Messages go to a mobile phone. */
async function bySms(page: Page): Promise<void> {
  await page.locator('input[name="reachBy"][value="sms"]').check();
  await page.locator('#phone').fill('0176 04069012');
}

/** Somebody acts for the member. */
export async function forOther(page: Page): Promise<void> {
  await page.locator('input[name="actingFor"][value="other"]').check();
  await page.locator('#representativeFirstName').fill('Anna-Elisabeth');
  await page.locator('#representativeLastName').fill('Hohenstein-Żółć');
}

async function toCode(page: Page, from = times, fillMore = nothingMore): Promise<string> {
  await toData(page, from);
  const email = await fillIn(page, fillMore);
  await page.locator('button[value="senden"]').last().click();
  await page.locator('#code').waitFor();
  return email;
}

/** As if every network had asked so often for a time to be held. */
async function crowdAll(stack: Stack | null, used: number): Promise<void> {
  if (stack === null) throw new Error('This picture needs the database of an own stack: leave --base out.');
  await withClient(stack.migrateUrl, (client) =>
    client.query(`UPDATE rate_count SET used = $1 WHERE kind = 'hold'`, [used]),
  );
}

async function toProof(page: Page, stack: Stack | null): Promise<void> {
  await toData(page);
  await crowdAll(stack, networkLimits.hold.near * 1000);
  await page.goto(times);
  await page.locator('main button[name="zeit"]').first().click();
  await page.waitForURL(/pruefung/);
  await crowdAll(stack, 1);
}

/** The whole path. @returns the address */
export async function book(page: Page, stack: Stack | null, from = times, fillMore = nothingMore): Promise<string> {
  const email = await toCode(page, from, fillMore);
  if (stack === null) throw new Error('This picture needs the inbox of an own stack: leave --base out.');
  const mail = await stack.inbox.receiver.waitFor(({ recipients }) => recipients.includes(email), 30_000);
  await page.locator('#code').fill(/\b\d{6}\b/.exec(mail.content.text ?? '')?.[0] ?? '');
  await page.locator('button[value="buchen"]').last().click();
  await page.waitForURL(/\/termin\/fertig/);
  return email;
}

/** The booking, question by question, and what can come in between. */
export const bookingScreens: readonly Screen[] = [
  { name: 'booking-topic', path: '/termin' },
  { name: 'booking-topic-english', path: '/en/termin' },
  { name: 'booking-way', path: '/termin/weg?leistung=pflegegrad' },
  { name: 'booking-further', path: '/termin/dazu?leistung=pflegegrad' },
  { name: 'booking-further-chosen', path: '/termin/dazu?leistung=hilfsmittel&dazu=krankengeld&dazu=pflegegrad' },
  { name: 'booking-further-full', path: '/termin/dazu?leistung=hilfsmittel&dazu=krankengeld&dazu=mitgliedschaft' },
  { name: 'booking-times', path: times },
  { name: 'booking-times-wishes', path: `${wishful}&stufenlos=ja&begleitung=ja` },
  { name: 'booking-times-wishes-open', path: wishful, prepare: (page) => page.locator('main summary').click() },
  { name: 'booking-month', path: wishful.replace('/zeit', '/monat') },
  {
    name: 'booking-month-holidays',
    path: `/en${wishful.replace('/zeit', '/monat')}&monat=2026-12&dolmetschen=sign:dgs`,
  },
  { name: 'booking-day-without', path: `${wishful}&tag=2026-12-27` },
  { name: 'booking-nothing-fits', path: `${wishful}&sprache=pl` },
  { name: 'booking-times-afternoon-english', path: `/en${times}&tageszeit=nachmittag` },
  { name: 'booking-nothing-free', path: `${times}&ab=2100-01-01` },
  { name: 'booking-nothing-free-narrowed', path: `${times}&ab=2100-01-01&tageszeit=vormittag` },
  { name: 'booking-data', path: '/termin', prepare: (page) => toData(page) },
  {
    name: 'booking-data-refused',
    path: '/termin',
    prepare: async (page) => {
      await toData(page);
      await page.locator('#phone').fill('12');
      await page.locator('button[value="senden"]').last().click();
      await page.locator('#fehler-titel').waitFor();
    },
  },
  {
    name: 'booking-data-for-other',
    path: '/termin',
    prepare: async (page) => {
      await toData(page);
      await page.locator('input[name="actingFor"][value="other"]').check();
      await page.locator('button[value="senden"]').last().click();
      await page.locator('#fehler-titel').waitFor();
    },
  },
  {
    name: 'booking-data-by-sms',
    path: '/termin',
    prepare: async (page) => {
      await toData(page);
      await page.locator('input[name="reachBy"][value="sms"]').check();
      await page.locator('#phone').fill('030 23125 999');
      await page.locator('button[value="senden"]').last().click();
      await page.locator('#phone-fehler').waitFor();
    },
  },
  {
    name: 'booking-by-phone',
    path: '/termin',
    prepare: async (page) => {
      await toData(page);
      await page.locator('button[value="telefonisch"]').click();
      await page.waitForURL(/telefonisch/);
      await page.locator('main a[href^="tel:"]').first().waitFor();
    },
  },
  {
    name: 'booking-code-by-sms',
    path: '/termin',
    prepare: async (page) => void (await toCode(page, times, bySms)),
  },
  {
    name: 'booking-done-for-other',
    path: '/termin',
    prepare: async (page, stack) => void (await book(page, stack, times, forOther)),
  },
  {
    name: 'booking-time-taken',
    path: '/termin',
    prepare: async (page) => {
      await page.goto(times);
      await page
        .locator('main button[name="zeit"]')
        .first()
        .evaluate((time) => time.setAttribute('value', '2030-01-01T09:00:00Z'));
      await page.locator('main button[name="zeit"]').first().click();
      await page.getByText('Diese Zeit ist gerade vergeben worden').waitFor();
    },
  },
  {
    name: 'booking-times-held',
    path: '/termin',
    prepare: async (page) => {
      await toData(page);
      await page.goto(times);
    },
  },
  {
    name: 'booking-proof',
    path: '/termin',
    prepare: async (page, stack) => {
      await page.addInitScript(() => {
        crypto.subtle.importKey = () => new Promise(() => undefined);
      });
      await toProof(page, stack);
    },
  },
  {
    name: 'booking-proof-early',
    path: '/termin',
    prepare: async (page, stack) => {
      await page.addInitScript(() => {
        crypto.subtle.importKey = () => Promise.reject(new Error('No'));
      });
      await toProof(page, stack);
      await page.locator('main form button').last().click();
      await page.getByText('Noch ein wenig Geduld').waitFor();
    },
  },
  {
    name: 'booking-too-many',
    path: '/termin',
    prepare: async (page, stack) => {
      await toData(page);
      await crowdAll(stack, 1_000_000_000);
      await page.goto(times);
      await page.locator('main button[name="zeit"]').first().click();
      await page.getByText('Gerade kommen zu viele Anfragen').waitFor();
      await crowdAll(stack, 1);
    },
  },
  { name: 'booking-code', path: '/termin', prepare: async (page) => void (await toCode(page)) },
  {
    name: 'booking-code-refused',
    path: '/termin',
    prepare: async (page) => {
      await toCode(page);
      await page.locator('#code').fill('12345');
      await page.locator('button[value="buchen"]').last().click();
      await page.locator('#fehler-titel').waitFor();
    },
  },
  {
    name: 'booking-hold-ended',
    path: '/termin',
    prepare: async (page, stack) => {
      await toData(page);
      if (stack === null) return;
      const { Temporal } = await import('temporal-polyfill');
      await stack.setClock(Temporal.Duration.from({ minutes: 11 }));
      try {
        await page.reload();
        await page.getByText('Die Reservierung ist abgelaufen').first().waitFor();
      } finally {
        await stack.setClock('real');
      }
    },
  },
  { name: 'booking-done-video', path: '/termin', prepare: async (page, stack) => void (await book(page, stack)) },
  {
    name: 'booking-done-phone-printed',
    path: '/termin',
    prepare: async (page, stack) => {
      await book(page, stack, times.replace('video', 'telefon'));
      await page.emulateMedia({ media: 'print' });
    },
  },
];
