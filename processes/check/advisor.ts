import type { Page } from '@playwright/test';
import { demoSignIns } from '#prisma/seed/demo.ts';
import { withClient } from '#prisma/roles.ts';
import type { Stack } from '../demo/stack.ts';

/** Signs in the advisor whose appointment was confirmed last. @returns whom */
export async function signInAdvisor(page: Page, stack: Stack): Promise<string> {
  const email = await withClient(stack.migrateUrl, async (client) => {
    const { rows } = await client.query<{ email: string }>(
      `SELECT staff.email FROM appointment JOIN resource ON resource.id = appointment.advisor_id
       JOIN staff ON staff.id = resource.staff_id
       WHERE appointment.state = 'confirmed' ORDER BY appointment.confirmed_at DESC LIMIT 1`,
    );
    return rows[0]?.email;
  });
  const signIn = demoSignIns.find((one) => one.email === email);
  if (signIn === undefined) throw new Error('The advisor of the appointment has no demo sign-in');
  await page.goto(`${stack.urls.staff}/anmelden`);
  await page.locator('#email').fill(signIn.email);
  await page.locator('#password').fill(signIn.password);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/arbeitsplatz');
  return signIn.name;
}

/** Admits whoever waits longest; both sides then come into the room by themselves. */
export async function admit(page: Page): Promise<void> {
  await page
    .locator('#wartende')
    .getByRole('button', { name: /einlassen/i })
    .first()
    .click();
  await page.getByTestId('call').waitFor();
}
