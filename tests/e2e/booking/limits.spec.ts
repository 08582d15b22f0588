import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { networkLimits } from '#lib/booking/limits/limits.ts';
import { at, fillIn, person, press, pressTime, toData, toTimes } from './journey.ts';
import { comeFrom, crowd } from './crowd.ts';
import { minutesLater } from './world.ts';

/** As the stack under test multiplies them. */
const factor = 1000;
const near = (kind: keyof typeof networkLimits) => networkLimits[kind].near * factor;

test.describe('a network near its limit (BK3, BK12)', () => {
  test('lets the browser work a moment, and asks the person nothing', async ({ page }) => {
    await comeFrom(page, 101);
    await toData(page);
    await crowd('hold', near('hold'));
    await toTimes(page);
    await pressTime(page, 1);
    await expect(page.getByText('Danke, jetzt geht es weiter')).toBeVisible({ timeout: 20_000 });
    expect(page.url()).toContain('/termin/zeit?');
    await pressTime(page, 1);
    await page.waitForURL(/\/termin\/daten/);
    // Others in the world are not asked.
    await comeFrom(page, 102);
    await toTimes(page);
    await pressTime(page, 2);
    await page.waitForURL(/\/termin\/daten/);
  });

  test('whose browsers cannot work: everything typed is kept, waiting or the phone lead on, without a finding of axe', async ({
    page,
  }) => {
    await comeFrom(page, 103);
    await page.addInitScript(() => {
      crypto.subtle.importKey = () => Promise.reject(new Error('No'));
    });
    await toData(page);
    const who = person();
    await fillIn(page, who);
    // Counted once, so that there is a row; the code goes out.
    await press(page, 'Code schicken');
    await page.waitForURL(/\/termin\/code/);
    await crowd('code', near('code'));
    await page.goto(at('/termin/daten'));
    await fillIn(page, { lastName: 'Neuer Name' });
    await page.getByRole('button', { name: 'Code schicken' }).click();
    await expect(page.getByText('Das Rechnen hat nicht geklappt')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await expect(page.locator('main a[href^="tel:"]')).toHaveCount(1);
    await minutesLater(1, async () => {
      await page.getByRole('button', { name: 'Weiter zur Buchung' }).press('Enter');
      await page.waitForURL(/\/termin\/daten\?hinweis=geprueft/);
    });
    await expect(page.locator('#lastName')).toHaveValue('Neuer Name');
    await press(page, 'Code schicken');
    await page.waitForURL(/\/termin\/code/);
  });

  test('goes without scripts: wait, press, and on', async ({ browser }) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await comeFrom(page, 104);
    await toData(page);
    await crowd('hold', near('hold'));
    await toTimes(page);
    await pressTime(page, 1);
    await page.waitForURL(/\/termin\/pruefung\?/);
    const early = await press(page, 'Weiter zur Buchung');
    expect(early.status()).toBe(422);
    await expect(page.getByText('Noch ein wenig Geduld')).toBeVisible();
    await minutesLater(1, async () => {
      await press(page, 'Weiter zur Buchung');
      await page.waitForURL(/\/termin\/zeit\?.*hinweis=geprueft/);
    });
    await pressTime(page, 1);
    await page.waitForURL(/\/termin\/daten/);
    await page.context().close();
  });

  test('far beyond it: a clear word and the phone, and what was typed is kept', async ({ page }) => {
    await comeFrom(page, 105);
    await toData(page);
    await fillIn(page, person({ lastName: 'Bleibt stehen' }));
    await press(page, 'Code schicken');
    await page.waitForURL(/\/termin\/code/);
    await crowd('code', networkLimits.code.most * factor);
    await page.goto(at('/termin/daten'));
    const refused = await press(page, 'Code schicken');
    expect(refused.status()).toBe(422);
    await expect(page.getByText('Gerade kommen zu viele Anfragen')).toBeVisible();
    await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
    await expect(page.locator('#lastName')).toHaveValue('Bleibt stehen');
  });
});

test('a network is known by its connection and our proxies, not by what a sender says (LG2, ID3)', async () => {
  const remaining = async (forwarded: string): Promise<number> => {
    const answer = await fetch(at('/api/v1/hold/confirmation'), {
      method: 'POST',
      headers: {
        'x-forwarded-for': forwarded,
        authorization: `Bearer ${'x'.repeat(43)}`,
        'content-type': 'application/json',
      },
      body: '{"code":"123456"}',
    });
    return Number(/r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1]);
  };
  const first = await remaining('203.0.106.1');
  expect(first).toBe(near('tryCode') - 1);
  expect(await remaining('6.6.6.6, 203.0.106.2')).toBe(first - 1);
  expect(await remaining('7.7.7.7, 203.0.106.3')).toBe(first - 2);
  expect(await remaining('203.0.107.1')).toBe(first);
});
