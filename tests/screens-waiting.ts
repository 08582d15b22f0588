import type { Page } from '@playwright/test';
import { withClient } from '#prisma/roles.ts';
import type { Stack } from '#processes/demo/stack.ts';
import { offerKeptTime } from '#tests/setup/kept-time.ts';
import { fillInPerson } from './screens-booking.ts';
import { ahead, open } from './screens-changing.ts';
import type { Screen } from './screens.ts';

const topic = 'leistung=allgemeine-beratung&kanal=video';
const place = 'leistung=hilfsmittel&kanal=vor-ort&ort=koeln';

async function toData(page: Page, language = ''): Promise<void> {
  await page.goto(`${language}/termin/warteliste?${topic}`);
  await page.locator('main form button').last().click();
  await page.locator('#firstName').waitFor();
}

async function toCode(page: Page, language = ''): Promise<string> {
  await toData(page, language);
  const email = await fillInPerson(page);
  await page.locator('button[value="senden"]').last().click();
  await page.locator('#code').waitFor();
  return email;
}

async function enter(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await page.locator('main form button').first().click();
}

async function join(page: Page, stack: Stack | null, language = ''): Promise<Stack> {
  if (stack === null) throw new Error('This picture needs the inbox of an own stack: leave --base out.');
  const email = await toCode(page, language);
  const mail = await stack.inbox.receiver.waitFor(({ recipients }) => recipients.includes(email), 30_000);
  await enter(page, /\b\d{6}\b/.exec(mail.content.text ?? '')?.[0] ?? '');
  await page.waitForURL(/\/stand/);
  return stack;
}

async function offer(page: Page, given: Stack | null, state: 'open' | 'expired', language = ''): Promise<void> {
  const { migrateUrl } = await join(page, given, language);
  await offerKeptTime(migrateUrl, state);
  await page.goto(`${language}/termin/warteliste/stand`);
}

async function answer(page: Page, given: Stack | null, button: string, said: string): Promise<void> {
  await offer(page, given, 'open');
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByText(said).waitFor();
}

async function waitForEarlier(page: Page, given: Stack | null): Promise<void> {
  await open(page, given, ahead, '');
  await page.goto('/termin/warteliste/frueher');
  await page.getByRole('button', { name: 'Bescheid geben, wenn etwas frei wird' }).click();
  await page.waitForURL(/\/stand/);
}

/** The waiting list, question by question, and what can come of it. */
export const waitingScreens: readonly Screen[] = [
  { name: 'waiting-days', path: `/termin/warteliste?${place}` },
  { name: 'waiting-days-english', path: `/en/termin/warteliste?${topic}&tageszeit=vormittag` },
  { name: 'waiting-days-refused', path: `/termin/warteliste?${topic}&hinweis=tage` },
  { name: 'waiting-data', path: '/termin', prepare: (page) => toData(page) },
  {
    name: 'waiting-data-refused',
    path: '/termin',
    prepare: async (page) => {
      await toData(page);
      await page.locator('button[value="senden"]').last().click();
      await page.locator('#fehler-titel').waitFor();
    },
  },
  { name: 'waiting-code', path: '/termin', prepare: async (page) => void (await toCode(page)) },
  {
    name: 'waiting-code-refused',
    path: '/termin',
    prepare: async (page) => {
      await toCode(page);
      await enter(page, '000000');
      await page.locator('#fehler-titel').waitFor();
    },
  },
  {
    name: 'waiting-code-ended',
    path: '/termin',
    prepare: async (page, stack) => {
      await toCode(page);
      if (stack === null) return;
      await withClient(stack.migrateUrl, (client) =>
        client.query(`UPDATE one_time_code SET tries_left = 0 WHERE purpose = 'join_waiting_list'`),
      );
      await enter(page, '000000');
      await page.getByText('Dieser Code gilt nicht mehr').waitFor();
    },
  },
  { name: 'waiting-joined', path: '/termin', prepare: async (page, stack) => void (await join(page, stack)) },
  { name: 'waiting-offered', path: '/termin', prepare: (page, stack) => offer(page, stack, 'open') },
  {
    name: 'waiting-offered-english',
    path: '/termin',
    prepare: (page, stack) => offer(page, stack, 'open', '/en'),
  },
  {
    name: 'waiting-declined',
    path: '/termin',
    prepare: (page, stack) => answer(page, stack, 'Ablehnen und weiter warten', 'Sie haben abgelehnt'),
  },
  {
    name: 'waiting-not-offered',
    path: '/termin',
    prepare: (page, stack) => answer(page, stack, 'Diese Zeit annehmen', 'Diese Zeit gibt es nicht mehr'),
  },
  {
    name: 'waiting-earlier',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, '');
      await page.goto('/termin/warteliste/frueher');
    },
  },
  { name: 'waiting-earlier-joined', path: '/termin', prepare: (page, stack) => waitForEarlier(page, stack) },
  { name: 'waiting-offer-gone', path: '/termin', prepare: (page, stack) => offer(page, stack, 'expired') },
  { name: 'waiting-entry-code', path: '/termin/warteliste/mein' },
  { name: 'waiting-entry-incomplete', path: '/en/termin/warteliste/mein#halb' },
  {
    name: 'waiting-entry-code-refused',
    path: '/termin/warteliste/mein?hinweis=beendet',
    prepare: async (page) => {
      await page.locator('#wartecode').fill('ABCD EFG0');
      await page.getByRole('button', { name: 'Mit dem Code anzeigen' }).click();
      await page.locator('#fehler-titel').waitFor();
    },
  },
  { name: 'waiting-entry', path: `/termin/warteliste/mein#${'x'.repeat(43)}` },
  {
    name: 'waiting-entry-unknown',
    path: '/termin',
    prepare: async (page) => {
      await page.goto(`/termin/warteliste/mein#${'x'.repeat(43)}`);
      await page.getByRole('button', { name: 'Meinen Eintrag anzeigen' }).click();
      await page.getByText('Dazu gibt es keinen Eintrag mehr').waitFor();
    },
  },
  { name: 'waiting-left', path: '/termin/warteliste/geloescht' },
  { name: 'waiting-left-earlier', path: '/termin/warteliste/geloescht?hinweis=termin' },
];
