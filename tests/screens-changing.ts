import type { Page } from '@playwright/test';
import { Temporal } from 'temporal-polyfill';
import { withClient } from '#prisma/roles.ts';
import type { Stack } from '#processes/demo/stack.ts';
import { book } from './screens-booking.ts';
import type { Screen } from './screens.ts';

/** Beyond the deadline of any service, whatever the day is on which the pictures are taken. */
const day = Temporal.Now.plainDateISO().add({ days: 4 });
export const ahead = `/termin/zeit?leistung=mitgliedschaft&kanal=video&ab=${day.toString()}`;
const soon = '/termin/zeit?leistung=allgemeine-beratung&kanal=telefon';
const course = '/termin/zeit?leistung=pflegekurs&kanal=vor-ort&ort=koeln';

function stackOf(stack: Stack | null): Stack {
  if (stack === null) throw new Error('This picture needs the inbox and the clock of an own stack: leave --base out.');
  return stack;
}

/** The text of mail number `count` to an address. */
async function mailTo(stack: Stack, email: string, count: number): Promise<string> {
  const isTo = ({ recipients }: { recipients: readonly string[] }) => recipients.includes(email);
  await stack.inbox.receiver.waitFor(() => stack.inbox.receiver.messages.filter(isTo).length >= count, 30_000);
  return stack.inbox.receiver.messages.filter(isTo)[count - 1]?.content.text ?? '';
}

/** Books and opens the link of the mail. */
async function show(page: Page, given: Stack | null, from = ahead): Promise<string> {
  const stack = stackOf(given);
  const email = await book(page, stack, from);
  await page.goto(/https?:\/\/\S+\/termin\/mein#[\w-]{43}/.exec(await mailTo(stack, email, 2))?.[0] ?? '');
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/anzeigen/);
  return email;
}

async function toAccessCode(page: Page, given: Stack | null, from = ahead, change = 'absagen'): Promise<string> {
  const email = await show(page, given, from);
  await page.locator(`main button[value="${change}"]`).click();
  await page.waitForURL(/\/mein\/code/);
  return email;
}

/** … and proves the mailbox. */
export async function open(page: Page, given: Stack | null, from = ahead, path = 'anzeigen'): Promise<void> {
  const email = await toAccessCode(page, given, from);
  const digits = /\b\d{6}\b/.exec(await mailTo(stackOf(given), email, 3))?.[0] ?? '';
  await page.locator('#code').fill(digits);
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/absagen/);
  await page.goto(`/termin/mein/${path}`);
}

async function pressTime(page: Page): Promise<void> {
  await page.locator('main button[name="zeit"]').first().click();
  await page.waitForURL(/\/pruefen/);
}

async function atClock(given: Stack | null, minutes: number, work: () => Promise<unknown>): Promise<void> {
  const stack = stackOf(given);
  await stack.setClock(Temporal.Duration.from({ minutes }));
  try {
    await work();
  } finally {
    await stack.setClock('real');
  }
}

/** Minutes until the appointment that was booked last begins. */
async function minutesAhead(given: Stack | null): Promise<number> {
  const found = await withClient(stackOf(given).migrateUrl, (client) =>
    client.query<{ minutes: string }>(
      `SELECT extract(epoch FROM starts_at - app_now()) / 60 AS minutes FROM appointment
       WHERE state = 'confirmed' ORDER BY xmin::text::bigint DESC LIMIT 1`,
    ),
  );
  return Math.round(Number(found.rows[0]?.minutes ?? 0));
}

const press = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true }).click();

/** An appointment that is there already: seen, moved, switched, cancelled. */
export const changingScreens: readonly Screen[] = [
  { name: 'changing-entry', path: '/termin/mein' },
  { name: 'changing-entry-link', path: `/termin/mein#${'x'.repeat(43)}` },
  { name: 'changing-entry-incomplete', path: '/en/termin/mein#halb' },
  {
    name: 'changing-entry-refused',
    path: '/termin/mein',
    prepare: async (page) => {
      await page.locator('#buchungscode').fill('ABCD EFG0');
      await press(page, 'Sechs Ziffern schicken');
      await page.locator('#fehler-titel').waitFor();
    },
  },
  { name: 'changing-entry-ended', path: '/termin/mein?hinweis=beendet' },
  { name: 'changing-digits', path: '/termin', prepare: async (page, stack) => void (await toAccessCode(page, stack)) },
  {
    name: 'changing-digits-wrong',
    path: '/termin',
    prepare: async (page, stack) => {
      await toAccessCode(page, stack);
      await page.locator('#code').fill('000000');
      await press(page, 'Termin öffnen');
      await page.locator('#fehler-titel').waitFor();
    },
  },
  {
    name: 'changing-shown-link',
    path: '/termin',
    prepare: async (page, stack) => void (await show(page, stack, soon)),
  },
  { name: 'changing-shown', path: '/termin', prepare: (page, stack) => open(page, stack) },
  { name: 'changing-times', path: '/termin', prepare: (page, stack) => open(page, stack, ahead, 'verschieben') },
  {
    name: 'changing-times-group',
    path: '/termin',
    prepare: (page, stack) => open(page, stack, course, 'verschieben'),
  },
  { name: 'changing-month', path: '/termin', prepare: (page, stack) => open(page, stack, ahead, 'verschieben/monat') },
  {
    name: 'changing-check',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, 'verschieben?kanal=vor-ort&ort=koeln');
      await pressTime(page);
    },
  },
  {
    name: 'changing-hold-ended',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, 'verschieben');
      await pressTime(page);
      await atClock(stack, 11, () => page.reload());
    },
  },
  {
    name: 'changing-moved',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, 'verschieben');
      await pressTime(page);
      await press(page, 'Termin verschieben');
      await page.waitForURL(/verschoben/);
    },
  },
  { name: 'changing-switch', path: '/termin', prepare: (page, stack) => open(page, stack, ahead, 'weg') },
  { name: 'changing-switch-group', path: '/termin', prepare: (page, stack) => open(page, stack, course, 'weg') },
  { name: 'changing-cancel', path: '/termin', prepare: (page, stack) => open(page, stack, ahead, 'absagen') },
  {
    name: 'changing-cancelled',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, 'absagen');
      await press(page, 'Ja, Termin absagen');
      await page.waitForURL(/abgesagt/);
    },
  },
  {
    name: 'changing-undone',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, 'absagen');
      await press(page, 'Ja, Termin absagen');
      await page.waitForURL(/abgesagt/);
      await press(page, 'Absage zurücknehmen');
      await page.waitForURL(/gilt-wieder/);
    },
  },
  {
    name: 'changing-not-coming',
    path: '/termin',
    prepare: async (page, stack) => {
      await show(page, stack, soon);
      await atClock(stack, (await minutesAhead(stack)) - 3, async () => {
        await page.reload();
        await press(page, 'Ich komme nicht');
        await page.waitForURL(/abgesagt/);
      });
    },
  },
  {
    name: 'changing-late',
    path: '/termin',
    prepare: async (page, stack) => {
      await show(page, stack, soon);
      await atClock(stack, Math.max(0, (await minutesAhead(stack)) - 30), async () => {
        await page.reload();
        await press(page, 'Etwa 10 Minuten');
        await page.getByText('Sie kommen etwa 10 Minuten später.').waitFor();
      });
    },
  },
  {
    name: 'changing-too-late',
    path: '/termin',
    prepare: async (page, stack) => {
      await show(page, stack, soon);
      await atClock(stack, (await minutesAhead(stack)) - 3, () => page.reload());
    },
  },
  {
    name: 'changing-past',
    path: '/termin',
    prepare: async (page, stack) => {
      await show(page, stack, soon);
      await atClock(stack, (await minutesAhead(stack)) + 31, () => page.reload());
    },
  },
  {
    name: 'changing-ask-again',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, 'weg');
      await atClock(stack, 31, () => page.reload());
    },
  },
  {
    name: 'changing-meanwhile',
    path: '/termin',
    prepare: async (page, stack) => {
      await open(page, stack, ahead, 'absagen');
      await page.locator('input[name="stand"]').evaluate((field) => field.setAttribute('value', '1'));
      await press(page, 'Ja, Termin absagen');
      await page.getByText('Der Termin wurde inzwischen geändert').waitFor();
    },
  },
];
