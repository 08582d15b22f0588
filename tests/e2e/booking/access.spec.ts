import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { at, enterCode, person, press, toCode, toData, toTimes } from './journey.ts';
import { tabTo } from './keyboard.ts';
import { codeTo, mailTo, minutesLater } from './world.ts';

/** Each question and state of the booking, and how to come to it. */
const states: readonly [name: string, come: (page: Page) => Promise<void>][] = [
  ['topic', async (page) => void (await page.goto(at('/termin')))],
  [
    'way',
    async (page) => {
      await page.goto(at('/termin'));
      await page.locator('main li a').nth(1).click();
    },
  ],
  ['further topics', async (page) => void (await page.goto(at('/termin/dazu?leistung=hilfsmittel&dazu=reha')))],
  ['time', (page) => toTimes(page)],
  [
    'wishes',
    async (page) => {
      await page.goto(at('/termin/zeit?leistung=hilfsmittel&kanal=vor-ort&ort=koeln'));
      await page.locator('main summary').click();
    },
  ],
  ['month', async (page) => void (await page.goto(at('/termin/monat?leistung=hilfsmittel&kanal=vor-ort&ort=koeln')))],
  [
    'nothing free',
    async (page) =>
      void (await page.goto(
        at('/termin/zeit?leistung=allgemeine-beratung&kanal=video&tag=2020-01-01&tageszeit=vormittag&ab=2100-01-01'),
      )),
  ],
  [
    'time taken',
    async (page) => {
      await toTimes(page);
      const time = page.locator('main button[name="zeit"]').first();
      await time.evaluate((button) => button.setAttribute('value', '2030-01-01T09:00:00Z'));
      await time.click();
      await expect(page.getByText('Diese Zeit ist gerade vergeben worden')).toBeVisible();
    },
  ],
  ['own data', (page) => toData(page)],
  [
    'own data, refused',
    async (page) => {
      await toData(page);
      await press(page, 'Code schicken');
      await expect(page.locator('[aria-labelledby="fehler-titel"]')).toBeFocused();
    },
  ],
  ['code', (page) => toCode(page, person())],
  [
    'code, refused',
    async (page) => {
      await toCode(page, person());
      await press(page, 'Termin buchen');
      await expect(page.locator('#code-fehler')).toBeVisible();
    },
  ],
  [
    'booked',
    async (page) => {
      const who = person();
      await toCode(page, who);
      await enterCode(page, await codeTo(who.email));
      await page.waitForURL(/\/termin\/fertig/);
    },
  ],
  ['link', async (page) => void (await page.goto(at(`/termin/mein#${'x'.repeat(43)}`)))],
  ['link, incomplete', async (page) => void (await page.goto(at('/termin/mein#halb')))],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme}, 320 px wide`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 640 } });
    for (const [name, come] of states) {
      test(`${name}: axe finds nothing, nothing scrolls sideways (AX1, BK11)`, async ({ page }) => {
        await come(page);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(
          (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      });
    }
  });
}

test('the reservation that has ended: axe finds nothing (AX1)', async ({ page }) => {
  await toData(page);
  await minutesLater(11, async () => {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Die Reservierung ist abgelaufen');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
});

test('the whole path by keyboard alone (BK11)', async ({ page }) => {
  const who = person();
  await page.goto(at('/termin'));
  await tabTo(page, 'main li a');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/weg/);
  await tabTo(page, 'main li a[href*="kanal=video"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/zeit/);
  await tabTo(page, 'main button[name="zeit"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/daten/);
  await expect(page.locator('h1')).toBeFocused();
  await tabTo(page, 'input[name="gender"]');
  await page.keyboard.press('Space');
  for (const field of ['firstName', 'lastName', 'phone', 'email', 'kvnr', 'concern'] as const) {
    await tabTo(page, `#${field}`);
    await page.keyboard.type(who[field]);
  }
  await tabTo(page, 'button[value="senden"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/code/);
  await expect(page.locator('h1')).toBeFocused();
  await tabTo(page, '#code');
  await page.keyboard.type(await codeTo(who.email));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/fertig/);
  await expect(page.locator('h1')).toBeFocused();
});

test('every target is at least 44 px high on a phone (AX1)', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await toData(page);
  const small = await page
    .locator(
      'main :is(button:not(.unseen), input:not([type="hidden"], [type="radio"]), textarea, label:has(input[type="radio"]))',
    )
    .evaluateAll((targets) =>
      targets
        // What belongs to an answer that is not chosen is not there yet.
        .filter((target) => target.getClientRects().length > 0 && target.getBoundingClientRect().height < 44)
        .map((target) => target.outerHTML.slice(0, 80)),
    );
  expect(small).toEqual([]);
});

test.describe('the link of the mail (BK4)', () => {
  async function linkOf(page: Page): Promise<string> {
    const who = person();
    await toCode(page, who, 'telefon');
    await enterCode(page, await codeTo(who.email));
    await page.waitForURL(/\/termin\/fertig/);
    return /\S+\/termin\/mein#[\w-]{43}/.exec((await mailTo(who.email, 2)).text)?.[0] ?? '';
  }

  test('opens nothing by itself; its button shows the appointment until it is closed again', async ({
    page,
    browser,
  }) => {
    const link = await linkOf(page);
    const context = await browser.newContext();
    const reader = await context.newPage();
    const asked: string[] = [];
    reader.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
    await reader.goto(link);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Möchten Sie Ihren Termin ansehen oder ändern?');
    expect(asked.join('\n')).not.toContain(link.split('#')[1]);
    await reader.getByRole('button', { name: 'Meinen Termin anzeigen' }).click();
    await reader.waitForURL(/\/termin\/mein\/anzeigen$/);
    await expect(reader.locator('main dl')).toContainText('Am Telefon');
    await expect(reader.locator('main')).not.toContainText('Hohenstein');
    await reader.getByRole('button', { name: 'Anzeige beenden' }).click();
    await reader.waitForURL(/\/termin\/mein\?hinweis=verlassen$/);
    await reader.goto(at('/termin/mein/anzeigen'));
    await reader.waitForURL(/\/termin\/mein\?hinweis=beendet$/);
    await context.close();
  });

  test('an unknown one and one of nobody get the same answer, with status 422', async ({ page }) => {
    await page.goto(at(`/termin/mein#${'A'.repeat(43)}`));
    expect((await press(page, 'Meinen Termin anzeigen')).status()).toBe(422);
    await expect(page.getByText('Zu diesem Link gibt es keinen Termin mehr')).toBeVisible();
  });

  test('without JavaScript the booking code is the way, and the phone', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(at(`/termin/mein#${'A'.repeat(43)}`));
    await expect(page.getByText('Mit dem Buchungscode geht es auch ohne.')).toBeVisible();
    await expect(page.locator('#buchungscode')).toBeVisible();
    await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
    await context.close();
  });
});
