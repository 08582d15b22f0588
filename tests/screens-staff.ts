import type { Page } from '@playwright/test';
import { withClient } from '#prisma/roles.ts';
import { demoSignIns } from '#prisma/seed/demo.ts';
import type { Stack } from '#processes/demo/stack.ts';
import { book, forOther } from './screens-booking.ts';
import type { Screen } from './screens.ts';

const path = '/arbeitsplatz/anmelden';

async function send(page: Page, email: string, password: string): Promise<void> {
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
}

async function signInToDemo(page: Page): Promise<void> {
  const [first] = demoSignIns;
  if (first === undefined) throw new Error('The demo has no member of staff');
  await send(page, first.email, first.password);
  await page.waitForURL((url) => url.pathname === '/arbeitsplatz');
  await page.getByText('Niemand wartet').or(page.locator('#wartende li').first()).waitFor();
}

/** Whose day the appointment that was booked last is in. */
async function bookedLast(stack: Stack | null): Promise<{ id: string; email: string; day: string }> {
  if (stack === null) throw new Error('This picture needs the database of an own stack: leave --base out.');
  const { rows } = await withClient(stack.migrateUrl, (client) =>
    client.query<{ id: string; email: string; day: string }>(
      `SELECT a.id, s.email, to_char(a.starts_at AT TIME ZONE 'Europe/Berlin', 'YYYY-MM-DD') AS day
       FROM appointment a JOIN resource r ON r.id = a.advisor_id JOIN staff s ON s.id = r.staff_id
       WHERE a.state = 'confirmed' ORDER BY a.confirmed_at DESC LIMIT 1`,
    ),
  );
  if (rows[0] === undefined) throw new Error('Nobody has an appointment');
  return rows[0];
}

/** The staff's own pages in their states. */
export const staffScreens: readonly Screen[] = [
  { name: 'staff-sign-in', path },
  { name: 'staff-signed-out', path: `${path}?abgemeldet=1` },
  {
    name: 'staff-refused',
    path,
    // The page that refuses is a 422, which the console calls a failure.
    mayFail: true,
    prepare: async (page) => {
      await send(page, 'ohne-zeichen', '');
      await page.locator('#fehler-titel').waitFor();
    },
  },
  { name: 'staff-day', path, prepare: signInToDemo },
  {
    name: 'staff-representative',
    path: '/termin',
    prepare: async (page, stack) => {
      await book(page, stack, '/termin/zeit?leistung=allgemeine-beratung&kanal=telefon', forOther);
      const { id, email, day } = await bookedLast(stack);
      await page.goto(path);
      await send(page, email, demoSignIns.find((one) => one.email === email)?.password ?? '');
      await page.waitForURL((url) => url.pathname === '/arbeitsplatz');
      await page.goto(`/arbeitsplatz?tag=${day}&termin=${id}`);
      await page.getByText('Anna-Elisabeth').first().waitFor();
    },
  },
  {
    name: 'staff-day-empty',
    path,
    prepare: async (page) => {
      await signInToDemo(page);
      await page.goto('/arbeitsplatz?tag=2026-01-01');
      await page.getByText('Niemand am Platz').waitFor();
    },
  },
  {
    name: 'staff-day-offline',
    path,
    mayFail: true,
    prepare: async (page) => {
      await signInToDemo(page);
      await page.context().setOffline(true);
      await page.getByText('Keine Verbindung').waitFor();
    },
  },
];
