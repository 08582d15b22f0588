import { expect, test } from '@playwright/test';
import { at, enterCode, person, press, toCode } from './journey.ts';
import { codeTo, everythingBooked, mailsTo, minutesLater } from './world.ts';

const wrongFor = (code: string): string => (code === '111111' ? '222222' : '111111');

for (const javaScriptEnabled of [false, true]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('five wrong codes end the code; a new one books (BK4)', async ({ page }) => {
      const who = person();
      await toCode(page, who);
      const code = await codeTo(who.email);
      const error = page.locator('#code-fehler');
      for (const left of ['noch 4 Versuche', 'noch 3 Versuche', 'noch 2 Versuche', 'noch einen Versuch']) {
        await page.locator('#code').fill(wrongFor(code));
        expect((await press(page, 'Termin buchen')).status()).toBe(422);
        await expect(error).toContainText(left);
        await expect(page.locator('#code')).toHaveValue(wrongFor(code));
        await expect(page.locator('[aria-labelledby="fehler-titel"]')).toBeFocused();
      }
      await page.locator('#code').fill(wrongFor(code));
      await press(page, 'Termin buchen');
      await expect(page.getByText('Dieser Code gilt nicht mehr')).toBeVisible();
      await expect(page.locator('#code')).toHaveCount(0);
      await page.goto(at('/termin/code'));
      await page.locator('#code').fill(code);
      await press(page, 'Termin buchen');
      await expect(page.getByText('Dieser Code gilt nicht mehr'), 'the right one comes too late').toBeVisible();

      const fresh = await minutesLater(1, async () => {
        await press(page, 'Neuen Code schicken');
        return codeTo(who.email, 2);
      });
      await expect(page.getByText('Ein neuer Code ist unterwegs')).toBeVisible();
      await enterCode(page, fresh);
      await page.waitForURL(/\/termin\/fertig/);
    });

    test('what is no code costs no try (BK4)', async ({ page }) => {
      const who = person();
      await toCode(page, who);
      const before = await everythingBooked();
      for (const typed of ['', '12345', '1234567', 'zwölf', '12 34 5']) {
        await page.locator('#code').fill(typed);
        expect((await press(page, 'Termin buchen')).status()).toBe(422);
        await expect(page.locator('[aria-labelledby="fehler-titel"]')).toBeFocused();
        await expect(page.locator('#code-fehler')).toHaveText(
          'Bitte geben Sie die sechs Ziffern aus unserer Nachricht ein.',
        );
        await expect(page.locator('#code')).toHaveValue(typed);
      }
      expect(await everythingBooked()).toBe(before);
      const code = await codeTo(who.email);
      await enterCode(page, ` ${code.slice(0, 3)} ${code.slice(3)}`);
      await page.waitForURL(/\/termin\/fertig/);
    });
  });
}

test('a code works in no other browser (BK4)', async ({ page, browser }) => {
  const [mine, theirs] = [person(), person()];
  await toCode(page, mine);
  const code = await codeTo(mine.email);
  const other = await browser.newContext();
  const stranger = await other.newPage();
  await toCode(stranger, theirs);
  if ((await codeTo(theirs.email)) !== code) {
    await stranger.locator('#code').fill(code);
    await press(stranger, 'Termin buchen');
    await expect(stranger.locator('#code-fehler')).toContainText('Dieser Code passt nicht');
  }
  await other.close();
  await enterCode(page, code);
  await page.waitForURL(/\/termin\/fertig/);
});

test('a second press on "new code" sends one mail; too many codes are told with a phone number (BK4)', async ({
  page,
}) => {
  const who = person();
  await toCode(page, who);
  await codeTo(who.email);
  await press(page, 'Neuen Code schicken');
  expect(await mailsTo(who.email)).toHaveLength(1);
  for (let minute = 1; minute <= 3; minute += 1) {
    await minutesLater(minute, async () => {
      await press(page, 'Neuen Code schicken');
      await codeTo(who.email, minute + 1);
    });
  }
  await minutesLater(4, () => press(page, 'Neuen Code schicken'));
  await expect(page.getByText('Mehr Codes schicken wir für diesen Termin nicht')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Neuen Code schicken' })).toHaveCount(0);
  await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
});

test('another address: what was typed is still there, the code goes to the new one (BK4)', async ({ page }) => {
  const [first, second] = [person(), person()];
  await toCode(page, first);
  await page.getByRole('link', { name: 'Angaben ändern' }).click();
  await expect(page.locator('#lastName')).toHaveValue(first.lastName);
  await page.locator('#email').fill(second.email);
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await page.waitForURL(/\/termin\/code/);
  await enterCode(page, await codeTo(second.email));
  await page.waitForURL(/\/termin\/fertig/);
  await expect(page.locator('main')).toContainText(second.email);
});

test('the confirmed page opens for nobody else (BK3)', async ({ page, browser }) => {
  const who = person();
  await toCode(page, who);
  await enterCode(page, await codeTo(who.email));
  await page.waitForURL(/\/termin\/fertig/);
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(at('/termin/fertig'));
  await expect(stranger).toHaveURL(at('/termin'));
  await stranger.context().close();
});
