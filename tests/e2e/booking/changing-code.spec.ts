import { expect, type Page, test } from '@playwright/test';
import { makeBookingCode, spellBookingCode } from '#lib/booking/core/booking-code.ts';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import {
  type Booked,
  booked,
  enterAccessCode,
  expectRefused,
  expectSoundInBothThemes,
  heading,
  openToCancel,
  stateOf,
} from './booked.ts';
import { comeFrom, crowd } from './crowd.ts';
import { at, press } from './journey.ts';
import { codeTo, minutesLater } from './world.ts';

test.use({ viewport: { width: 320, height: 640 } });

const mine = (page: string) => at(`/termin/mein${page}`);

test('after half an hour new digits are asked for, and it goes on where it was (BK6)', async ({ page }) => {
  const own = await booked();
  await openToCancel(page, own);
  await minutesLater(31, async () => {
    await press(page, 'Ja, Termin absagen');
    await page.waitForURL(/\/code\?danach=absagen&hinweis=anfordern/);
    await expect(heading(page)).toHaveText('Sollen wir Ihnen sechs Ziffern schicken?');
    await expectSoundInBothThemes(page);
    expect(await stateOf(own)).toMatchObject({ state: 'confirmed' });
    await page.getByRole('button', { name: 'Sechs Ziffern schicken' }).click();
    await enterAccessCode(page, await codeTo(own.email, 4));
    await page.waitForURL(/\/absagen$/);
    await page.getByRole('link', { name: 'Nein, Termin behalten' }).click();
    await page.waitForURL(/\/anzeigen$/);
    expect(await stateOf(own)).toMatchObject({ state: 'confirmed' });
  });
});

/** Everything that a page says, but the booking code. */
const words = async (page: Page, { bookingCode }: Pick<Booked, 'bookingCode'>) => {
  await expect(page.getByRole('button', { name: 'Wird geschickt' })).toHaveCount(0);
  return (await page.locator('main').innerText()).replaceAll(bookingCode, 'CODE');
};

test('a booking code that nobody has is answered like one that somebody has (BK3, BK6)', async ({ browser }) => {
  const own = await booked();
  const code = makeBookingCode((below) => Math.floor(Math.random() * below));
  const nobodys = { bookingCode: spellBookingCode(code) };
  const said: string[][] = [];
  for (const named of [own, nobodys]) {
    const page = await (await browser.newContext()).newPage();
    const heard: string[] = [];
    await page.goto(mine(''));
    await page.locator('#buchungscode').fill(named.bookingCode);
    await press(page, 'Sechs Ziffern schicken');
    await page.waitForURL(/\/mein\/code$/);
    heard.push(await words(page, named));
    const right = named === own ? await codeTo(own.email, 3) : '';
    await page.locator('#code').fill('12');
    expect((await press(page, 'Termin öffnen')).status()).toBe(422);
    await expect(page.locator('#code-fehler')).toContainText('Bitte geben Sie die sechs Ziffern');
    heard.push(await words(page, named));
    for (const left of ['noch 4 Versuche', 'noch 3 Versuche', 'noch 2 Versuche', 'noch einen Versuch']) {
      await page.locator('#code').fill(right === '111111' ? '222222' : '111111');
      expect((await press(page, 'Termin öffnen')).status()).toBe(422);
      await expect(page.locator('#code-fehler')).toContainText(left);
      heard.push(await words(page, named));
    }
    await page.locator('#code').fill(right === '111111' ? '222222' : '111111');
    await press(page, 'Termin öffnen');
    await expect(page.getByText('Diese Ziffern gelten nicht mehr')).toBeVisible();
    await expectSoundInBothThemes(page);
    for (let minute = 1; minute <= 4; minute += 1) {
      await minutesLater(minute, () => press(page, 'Neue Ziffern schicken'));
      await page.waitForLoadState('networkidle');
      heard.push(await words(page, named));
    }
    await expect(page.getByText('Mehr Nachrichten schicken wir gerade nicht')).toBeVisible();
    await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
    await page.goto(mine('/anzeigen'));
    await page.waitForURL(/hinweis=beendet/);
    said.push(heard);
    await page.context().close();
  }
  expect(said[1]).toEqual(said[0]);
  expect(await stateOf(own)).toMatchObject({ state: 'confirmed' });
});

test('what is no booking code is told at the field; too many from one network hear the phone number (BK3)', async ({
  page,
}) => {
  const own = await booked();
  await comeFrom(page, 111);
  await page.goto(mine(''));
  for (const typed of ['', 'ABCD EFG', own.bookingCode.replace(/.$/, own.bookingCode.endsWith('X') ? 'Y' : 'X')]) {
    await page.locator('#buchungscode').fill(typed);
    expect((await press(page, 'Sechs Ziffern schicken')).status()).toBe(422);
    await expect(page.locator('[aria-labelledby="fehler-titel"]')).toBeFocused();
    await expect(page.locator('#buchungscode')).toHaveValue(typed);
  }
  await expectSoundInBothThemes(page);
  await page.getByRole('link', { name: /vergleichen Sie den Buchungscode/ }).click();
  await expect(page.locator('#buchungscode')).toBeFocused();
  await expect(page.getByText('Vom Link fehlt ein Teil')).toHaveCount(0);
  await page.locator('#buchungscode').fill(own.bookingCode);
  await press(page, 'Sechs Ziffern schicken');
  await page.waitForURL(/\/mein\/code$/);
  await crowd('code', networkLimits.code.most * 1000);
  await page.goto(mine(''));
  await expectRefused(page, 'Sechs Ziffern schicken', 'Gerade kommen zu viele Anfragen');
  await expect(page.locator('#buchungscode')).toHaveValue(own.bookingCode);
});
