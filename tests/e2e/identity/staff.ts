import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, type Response } from '@playwright/test';
import { hashPassword } from '#lib/identity/core/password.ts';
import { demoSignIns } from '#prisma/seed/demo.ts';
import { rows } from '../booking/world.ts';
import { stackUnderTest } from '../stack-under-test.ts';

export interface SignIn {
  email: string;
  password: string;
}

export const staffPage = (path = '', language: 'de' | 'en' = 'de'): string =>
  `${stackUnderTest().member}${language === 'en' ? '/en' : ''}/arbeitsplatz${path}`;

/** A member of staff of this test alone, so that tries and sessions are counted for nobody else. */
export async function makeStaff(role: 'advisor' | 'auditor' = 'advisor'): Promise<SignIn & { staffId: string }> {
  const signIn = { email: `probe-${randomUUID()}@musterkasse.example`, password: 'Apfel-Birne-Quitte-7' };
  const [made] = await rows<{ id: string }>(
    `WITH person AS (
       INSERT INTO staff (service_center_id, email, display_name, roles)
       SELECT id, $1, 'Maximilian-Alexander von und zu Hohenstein-Müller', ARRAY[$2]::staff_role[] FROM service_center LIMIT 1
       RETURNING id, service_center_id, display_name
     ), desk AS (
       INSERT INTO resource (service_center_id, kind, staff_id, label)
       SELECT service_center_id, 'advisor', id, display_name FROM person
     )
     INSERT INTO staff_credential (staff_id, password_hash) SELECT id, $3 FROM person RETURNING staff_id AS id`,
    [signIn.email, role, await hashPassword(signIn.password)],
  );
  return { ...signIn, staffId: made?.id ?? '' };
}

/** The demo's sign-in of an advisor. */
export function demoSignIn(email: string): SignIn {
  const found = demoSignIns.find((one) => one.email === email);
  if (found === undefined) throw new Error('The demo knows no such member of staff');
  return found;
}

/** Fills the form in and sends it. @returns the answer to the post */
export async function send(page: Page, { email, password }: SignIn): Promise<Response> {
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Anmelden', exact: true }).click(),
  ]);
  return answer;
}

export async function signIn(page: Page, who: SignIn): Promise<void> {
  await page.goto(staffPage('/anmelden'));
  await send(page, who);
  await page.waitForURL((url) => url.pathname === '/arbeitsplatz');
}

/** Nothing that axe knows of, and nothing that sticks out at the side. */
export async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBe(0);
}
