import type { Page } from '@playwright/test';
import { demoSignIns } from '#prisma/seed/demo.ts';
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
