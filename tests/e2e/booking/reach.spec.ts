import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { foundInLogs } from '#processes/check/forget.ts';
import { stackUnderTest } from '../stack-under-test.ts';
import { at, enterCode, fillIn, person, press, toData } from './journey.ts';
import { codeTo, everythingBooked, rows, smsCodeTo, smsTo } from './world.ts';

const narrow = { width: 320, height: 720 } as const;
let phones = 0;
/** Mobile numbers that are kept free for films, one for each journey. */
const mobile = (): { typed: string; e164: string } => {
  phones += 1;
  const last = String(process.pid % 10) + String(phones);
  return { typed: `0176 040690${last}`, e164: `+49176040690${last}` };
};

async function expectSound(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const sticksOut = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sticksOut).toBe(0);
}

for (const javaScriptEnabled of [false, true]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled, viewport: narrow });

    test('a member without e-mail books by SMS; a landline number is told at the field (BK2, BK4, BK7, BK11)', async ({
      page,
    }) => {
      const { email: _, ...who } = person();
      const { typed, e164 } = mobile();
      await toData(page);
      await page.locator('input[name="reachBy"][value="sms"]').check();
      await expect(page.locator('#email'), 'what is not needed is not asked').toBeHidden();
      await fillIn(page, who);
      const before = await everythingBooked();
      expect((await press(page, 'Code schicken')).status()).toBe(422);
      await expect(page.locator('#phone-fehler')).toContainText('Bitte geben Sie eine Handynummer ein');
      await expect(page.locator('input[name="reachBy"][value="sms"]')).toBeChecked();
      expect(await everythingBooked()).toBe(before);
      if (javaScriptEnabled) await expectSound(page);
      await fillIn(page, { phone: typed });
      await press(page, 'Code schicken');
      await page.waitForURL(/\/termin\/code/);
      await expect(page.locator('main')).toContainText('sechs Ziffern per SMS an 0176 0406');
      await enterCode(page, await smsCodeTo(e164));
      await page.waitForURL(/\/termin\/fertig/);
      const [, confirmation] = await smsTo(e164, 2);
      expect(confirmation).toMatch(/#[\w-]{43} Buchungscode/);
      expect(confirmation).not.toMatch(/Hohenstein|Beratung/);
      expect(foundInLogs(stackUnderTest(), [e164, typed, who.lastName, who.kvnr])).toEqual([]);
    });

    test('somebody books for somebody else; everybody says so (AX3, BK2)', async ({ page }) => {
      const who = person();
      await toData(page);
      await expect(page.locator('#representativeFirstName'), 'asked only where it is needed').toBeHidden();
      await page.locator('input[name="actingFor"][value="other"]').check();
      await fillIn(page, who);
      await press(page, 'Code schicken');
      await expect(page.locator('#representativeFirstName-fehler')).toHaveText(
        'Bitte geben Sie Ihren eigenen Vornamen ein.',
      );
      await expect(page.locator('#lastName')).toHaveValue(who.lastName);
      if (javaScriptEnabled) await expectSound(page);
      await page.locator('#representativeFirstName').fill('Lucía');
      await page.locator('#representativeLastName').fill('Frühlingserwachen');
      await press(page, 'Code schicken');
      await page.waitForURL(/\/termin\/code/);
      await enterCode(page, await codeTo(who.email));
      await page.waitForURL(/\/termin\/fertig/);
      await expect(page.locator('main dl').first()).toContainText(
        `${who.lastName}, vertreten durch Lucía Frühlingserwachen`,
      );
      await expect(page.getByText('Sie sprechen für jemand anderen')).toBeVisible();
      if (javaScriptEnabled) await expectSound(page);
      const [found] = await rows<{ found: string }>(
        `SELECT count(*) AS found FROM appointment WHERE position(convert_to('Frühlingserwachen', 'UTF8') in contact) > 0`,
      );
      expect(found?.found).toBe('0');
      expect(foundInLogs(stackUnderTest(), ['Frühlingserwachen', who.lastName, who.email])).toEqual([]);
    });

    test('whoever has neither is told how to book by phone, and comes back to what was typed (BK1, BK2, BK11)', async ({
      page,
    }) => {
      await toData(page);
      await fillIn(page, { firstName: 'Thị Ánh' });
      await page.getByRole('button', { name: 'So buchen Sie am Telefon' }).click();
      await page.waitForURL(/\/termin\/telefonisch/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('So buchen Sie am Telefon');
      await expect(page.locator('main')).toContainText('030 23125-010');
      await expect(page.locator('main')).toContainText('8 bis 18 Uhr');
      if (javaScriptEnabled) await expectSound(page);
      await page.getByRole('link', { name: 'Doch online weitermachen' }).click();
      await expect(page.locator('#firstName')).toHaveValue('Thị Ánh');
    });
  });
}

test('the page about the phone stands alone as well, in English too', async ({ page }) => {
  await page.goto(at('/termin/telefonisch', 'en'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How to book by phone');
  await expect(page.getByRole('link', { name: 'Carry on online after all' })).toHaveCount(0);
});
