import type { Page } from '@playwright/test';
import { confirmationFor, enterWaitingRoom } from '#processes/check/member.ts';
import type { Stack } from '#processes/demo/stack.ts';
import { demoSignIns } from '#prisma/seed/demo.ts';
import { withClient } from '#prisma/roles.ts';
import type { Screen } from './screens.ts';

function own(stack: Stack | null): Stack {
  if (stack === null) throw new Error('This picture needs an own stack: leave --base out.');
  return stack;
}

/** The demo's appointment that is about to begin: its link, and how its advisor signs in. */
async function aboutToBegin(stack: Stack) {
  const email = await withClient(stack.migrateUrl, async (client) => {
    const { rows } = await client.query<{ email: string }>(
      `SELECT staff.email FROM appointment JOIN outbox_message ON outbox_message.appointment_id = appointment.id
       JOIN resource ON resource.id = appointment.advisor_id JOIN staff ON staff.id = resource.staff_id
       WHERE appointment.channel = 'video' AND appointment.state <> 'done' ORDER BY appointment.starts_at LIMIT 1`,
    );
    return rows[0]?.email;
  });
  const advisor = demoSignIns.find((one) => one.email === email);
  const mail = await stack.inbox.receiver.waitFor(({ content }) => /videoberatung#/.test(content.text ?? ''), 30_000);
  const { link } = await confirmationFor(stack, mail.recipients[0] ?? '');
  if (advisor === undefined) throw new Error('The demo has no appointment that is about to begin');
  return { link, advisor };
}

async function openLink(page: Page, stack: Stack | null): Promise<void> {
  const { link } = await aboutToBegin(own(stack));
  await page.goto(link);
  await page.getByRole('button', { name: 'Videoberatung öffnen' }).click();
  await page.getByRole('button', { name: 'Kamera und Mikrofon einschalten' }).waitFor();
}

async function checkDevices(page: Page, stack: Stack | null): Promise<void> {
  await openLink(page, stack);
  await page.getByRole('button', { name: 'Kamera und Mikrofon einschalten' }).click();
  await page.getByText('Ihre Verbindung ist gut').waitFor();
}

/** Member's way to the call. What needs a second person is looked at in the journeys. */
export const consultationScreens: readonly Screen[] = [
  { name: 'consultation-no-link', path: '/videoberatung' },
  { name: 'consultation-no-link-english', path: '/en/videoberatung' },
  { name: 'consultation-link', path: `/videoberatung#${'x'.repeat(43)}` },
  {
    name: 'consultation-unknown-link',
    path: `/videoberatung#${'x'.repeat(43)}`,
    mayFail: true,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Videoberatung öffnen' }).click();
      await page.getByText('Dieser Link führt zu keinem Termin').waitFor();
    },
  },
  { name: 'consultation-devices-off', path: '/videoberatung', prepare: openLink },
  { name: 'consultation-devices', path: '/videoberatung', prepare: checkDevices },
  {
    name: 'consultation-notice',
    path: '/videoberatung',
    prepare: async (page, stack) => {
      await checkDevices(page, stack);
      await page.getByRole('button', { name: 'Weiter zum Hinweis' }).click();
    },
  },
  {
    name: 'consultation-waiting',
    path: '/videoberatung',
    prepare: async (page, stack) => enterWaitingRoom(page, (await aboutToBegin(own(stack))).link),
  },
];
