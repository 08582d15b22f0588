import { expect, type Page, type Response } from '@playwright/test';
import { freshKvnr } from '#tests/setup/kvnr.ts';
import { stackUnderTest } from '../stack-under-test.ts';
import { codeTo } from './world.ts';

/** Long names with marks, and an address that is nobody else's. */
export type Person = Record<
  'gender' | 'firstName' | 'lastName' | 'phone' | 'email' | 'kvnr' | 'birthDate' | 'concern',
  string
>;

let made = 0;

export function person(change: Partial<Person> = {}): Person {
  made += 1;
  return {
    gender: 'none',
    firstName: 'Maximilian-Alexander Thị Ánh',
    lastName: 'von und zu Hohenstein-Müller-Żółć',
    phone: '030 23125 999',
    email: `mitglied-${process.pid}-${made}-${crypto.randomUUID().slice(0, 8)}@beispiel.example`,
    kvnr: freshKvnr(),
    birthDate: '',
    concern: 'Ein Stichwort',
    ...change,
  };
}

/** The same address in another language: `/en/termin`. */
export const at = (path: string, language: 'de' | 'en' = 'de'): string =>
  `${stackUnderTest().member}${language === 'en' ? '/en' : ''}${path}`;

/** Topic and way, to the page of free times. */
export async function toTimes(
  page: Page,
  way: 'video' | 'telefon' = 'video',
  language: 'de' | 'en' = 'de',
): Promise<void> {
  await page.goto(at('/termin', language));
  await page.locator('main li a').first().click();
  await page.waitForURL(/\/termin\/weg\?/);
  await page.locator(`main li a[href*="kanal=${way}"]`).click();
  await page.waitForURL(/\/termin\/zeit\?/);
}

/** Presses a free time; the same one for everybody who asks for the same number. */
export async function pressTime(page: Page, which = 0): Promise<string> {
  const time = page.locator('main button[name="zeit"]').nth(which);
  const value = (await time.getAttribute('value')) ?? '';
  await time.click();
  return value;
}

export async function toData(
  page: Page,
  way: 'video' | 'telefon' = 'video',
  language: 'de' | 'en' = 'de',
): Promise<void> {
  await toTimes(page, way, language);
  await pressTime(page);
  await page.waitForURL(/\/termin\/daten/);
}

export async function fillIn(page: Page, typed: Partial<Person>): Promise<void> {
  const { gender, ...texts } = typed;
  if (gender !== undefined && gender !== '') await page.locator(`input[name="gender"][value="${gender}"]`).check();
  for (const [name, text] of Object.entries(texts)) await page.locator(`[name="${name}"]`).fill(text);
}

/** The answer to the next post of a page. */
export const answerToPost = (page: Page): Promise<Response> =>
  page.waitForResponse((response) => response.request().method() === 'POST' && !response.url().endsWith('/anwesend'));

/** Presses a button and waits for the answer to its post. */
export async function press(page: Page, button: string): Promise<Response> {
  const [answer] = await Promise.all([
    answerToPost(page),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return answer;
}

export async function toCode(page: Page, who: Person, way: 'video' | 'telefon' = 'video'): Promise<void> {
  await toData(page, way);
  await fillIn(page, who);
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await page.waitForURL(/\/termin\/code/);
}

export async function enterCode(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await page.getByRole('button', { name: 'Termin buchen' }).click();
}

/** The whole path. @returns the booking code as it is shown */
export async function book(page: Page, who: Person, way: 'video' | 'telefon' = 'video'): Promise<string> {
  await toCode(page, who, way);
  await enterCode(page, await codeTo(who.email));
  await page.waitForURL(/\/termin\/fertig/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ihr Termin ist gebucht');
  const code = await page
    .locator('dd', { hasText: /[2-9A-Z]{4} [2-9A-Z]{4}/ })
    .first()
    .innerText();
  return /[2-9A-Z]{4} [2-9A-Z]{4}/.exec(code)?.[0] ?? '';
}
