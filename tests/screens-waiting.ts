import type { Page } from '@playwright/test';
import { withClient } from '#prisma/roles.ts';
import type { Stack } from '#processes/demo/stack.ts';
import { fillInPerson } from './screens-booking.ts';
import type { Screen } from './screens.ts';

const topic = 'leistung=allgemeine-beratung&kanal=video';
const place = 'leistung=hilfsmittel&kanal=vor-ort&ort=koeln';

async function toData(page: Page): Promise<void> {
  await page.goto(`/termin/warteliste?${topic}`);
  await page.locator('main form button').last().click();
  await page.locator('#firstName').waitFor();
}

async function toCode(page: Page): Promise<string> {
  await toData(page);
  const email = await fillInPerson(page);
  await page.locator('button[value="senden"]').last().click();
  await page.locator('#code').waitFor();
  return email;
}

async function join(page: Page, stack: Stack | null): Promise<Stack> {
  if (stack === null) throw new Error('This picture needs the inbox of an own stack: leave --base out.');
  const email = await toCode(page);
  const mail = await stack.inbox.receiver.waitFor(({ recipients }) => recipients.includes(email), 30_000);
  await page.locator('#code').fill(/\b\d{6}\b/.exec(mail.content.text ?? '')?.[0] ?? '');
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/stand/);
  return stack;
}

/** As if a time had come free for whoever joined last. @param state `expired`: and gone again */
async function offer(page: Page, stack: Stack | null, state: 'open' | 'expired'): Promise<void> {
  const { migrateUrl } = await join(page, stack);
  await withClient(migrateUrl, (client) =>
    client.query(
      `WITH entry AS (SELECT * FROM waiting_entry WHERE proved_at IS NOT NULL ORDER BY created_at DESC LIMIT 1),
       kept AS (
         INSERT INTO reopening (service_id, service_center_id, advisor_id, channel, starts_at, ends_at, opens_at)
         SELECT entry.service_id, r.service_center_id, r.id, entry.channel, date_trunc('day', app_now()) + interval '3 days 9 hours',
           date_trunc('day', app_now()) + interval '3 days 9 hours 30 minutes', app_now() + interval '1 hour'
         FROM entry JOIN service_resource o ON o.service_id = entry.service_id
           JOIN resource r ON r.id = o.resource_id AND r.kind = 'advisor' LIMIT 1
         RETURNING id)
       INSERT INTO waiting_offer (entry_id, reopening_id, state, expires_at)
       SELECT entry.id, kept.id, $1::offer_state, app_now() + interval '55 minutes' FROM entry, kept`,
      [state],
    ),
  );
  await page.goto('/termin/warteliste/stand');
}

/** The waiting list, question by question, and what can come of it. */
export const waitingScreens: readonly Screen[] = [
  { name: 'waiting-days', path: `/termin/warteliste?${place}` },
  { name: 'waiting-days-english', path: `/en/termin/warteliste?${topic}&tageszeit=vormittag` },
  { name: 'waiting-days-refused', path: `/termin/warteliste?${topic}&hinweis=tage` },
  { name: 'waiting-data', path: '/termin', prepare: toData },
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
      await page.locator('#code').fill('000000');
      await page.locator('main form button').first().click();
      await page.locator('#fehler-titel').waitFor();
    },
  },
  { name: 'waiting-joined', path: '/termin', prepare: async (page, stack) => void (await join(page, stack)) },
  { name: 'waiting-offered', path: '/termin', prepare: (page, stack) => offer(page, stack, 'open') },
  { name: 'waiting-offer-gone', path: '/termin', prepare: (page, stack) => offer(page, stack, 'expired') },
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
];
