import { expect, test } from '@playwright/test';
import { at, enterCode, fillIn, person, press, pressTime, toCode, toData, toTimes } from './journey.ts';
import { codeTo, minutesLater, rows } from './world.ts';

const heading = 'Die Reservierung ist abgelaufen';

/** Minutes that the hold of this page still has, by the clock of the database. */
async function minutesHeld(startsAt: string): Promise<number> {
  const [hold] = await rows<{ minutes: string }>(
    `SELECT extract(epoch FROM expires_at - app_now()) / 60 AS minutes FROM appointment WHERE state = 'held' AND starts_at = $1 ORDER BY created_at DESC LIMIT 1`,
    [startsAt],
  );
  return Number(hold?.minutes ?? 0);
}

/** Of the hold that was changed last, by the order of transactions: journeys turn the clock. */
async function extensionsOfLatestHold(): Promise<number> {
  const [hold] = await rows<{ extensions: number }>(
    `SELECT extensions FROM appointment WHERE state = 'held' ORDER BY xmin::text::bigint DESC LIMIT 1`,
  );
  return Number(hold?.extensions ?? -1);
}

for (const javaScriptEnabled of [false, true]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('the time is held visibly, three times longer on request, and nothing typed is lost (BK5)', async ({
      page,
    }) => {
      const who = person();
      await toData(page);
      await expect(page.getByText(/^Für Sie reserviert bis \d{1,2}:\d{2} Uhr/)).toBeVisible();
      await fillIn(page, who);
      for (let times = 1; times <= 3; times += 1) {
        await page.getByRole('button', { name: 'Länger reservieren' }).click();
        await expect.poll(extensionsOfLatestHold).toBe(times);
        await expect(page.getByText(/^Die Zeit ist jetzt bis \d{1,2}:\d{2} Uhr reserviert$/)).toBeVisible();
        await expect(page.locator('#lastName')).toHaveValue(who.lastName);
        await page.waitForLoadState('networkidle');
      }
      await expect(page.getByRole('button', { name: 'Länger reservieren' })).toHaveCount(0);
      await expect(page.locator('#concern')).toHaveValue(who.concern);
      await expect(page.locator(`input[value="${who.gender}"]`)).toBeChecked();
    });

    test('back and "ändern" keep what was typed and the time (BK5, BK11)', async ({ page }) => {
      const who = person();
      await toData(page);
      await fillIn(page, who);
      for (const name of ['Zurück', 'Thema ändern', 'Weg ändern', 'Zeit ändern']) {
        await page.getByRole('button', { name, exact: true }).click();
        await page.getByRole('link', { name: 'Bei dieser Zeit bleiben' }).click();
        await page.waitForURL(/\/termin\/daten/);
        for (const field of ['firstName', 'lastName', 'phone', 'email', 'kvnr', 'concern'] as const)
          await expect(page.locator(`#${field}`)).toHaveValue(who[field]);
      }
      // Pressed twice, the time is one's own the second time, and not somebody else's.
      await page.getByRole('button', { name: 'Zeit ändern', exact: true }).click();
      await page.locator('main button[name="zeit"]').nth(1).dblclick();
      await page.waitForURL(/\/termin\/daten/);
      await expect(page.locator('#firstName')).toHaveValue(who.firstName);
    });

    test('Enter sends the form, and does not go back', async ({ page }) => {
      const who = person();
      await toData(page);
      await fillIn(page, who);
      await page.locator('#email').press('Enter');
      await page.waitForURL(/\/termin\/code/);
    });

    test('an expired hold: what was typed is kept, the nearest times are offered, and it goes on from there (BK5)', async ({
      page,
    }) => {
      const who = person();
      await toData(page);
      await fillIn(page, who);
      await minutesLater(11, async () => {
        expect((await press(page, 'Code schicken')).status()).toBe(422);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
        await expect(page.locator('main button[name="zeit"]')).toHaveCount(3);
        await page.locator('main button[name="zeit"]').first().click();
        await page.waitForURL(/\/termin\/daten/);
        for (const field of ['firstName', 'lastName', 'phone', 'email', 'kvnr', 'concern'] as const)
          await expect(page.locator(`#${field}`)).toHaveValue(who[field]);
        await page.getByRole('button', { name: 'Code schicken' }).click();
        await page.waitForURL(/\/termin\/code/);
        await enterCode(page, await codeTo(who.email));
        await page.waitForURL(/\/termin\/fertig/);
      });
    });

    test('a code that comes too late books nothing (BK4, BK5)', async ({ page }) => {
      const who = person();
      await toCode(page, who);
      const code = await codeTo(who.email);
      await minutesLater(11, async () => {
        await page.locator('#code').fill(code);
        expect((await press(page, 'Termin buchen')).status()).toBe(422);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      });
    });

    test('somebody was faster: said at once, with three other times, each of which can be had (BK5, BK14)', async ({
      page,
      browser,
    }) => {
      const other = await browser.newContext({ javaScriptEnabled });
      const faster = await other.newPage();
      await Promise.all([toTimes(page), toTimes(faster)]);
      const theirs = await pressTime(faster);
      await faster.waitForURL(/\/termin\/daten/);
      const mine = page.locator(`main button[name="zeit"][value="${theirs}"]`).first();
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        mine.click(),
      ]);
      expect(answer.status()).toBe(422);
      await expect(page.getByText('Diese Zeit ist gerade vergeben worden')).toBeVisible();
      const nearest = page.getByRole('region', { name: 'Nächste freie Zeiten' }).locator('button[name="zeit"]');
      await expect(nearest).toHaveCount(3);
      await nearest.nth(1).click();
      await page.waitForURL(/\/termin\/daten/);
      await other.close();
    });
  });
}

test('two presses on a time hold one; another time frees the first (BK5)', async ({ page }) => {
  await toTimes(page);
  const time = page.locator('main button[name="zeit"]').first();
  const startsAt = (await time.getAttribute('value')) ?? '';
  await time.dblclick();
  await page.waitForURL(/\/termin\/daten/);
  const held = () =>
    rows<{ id: string }>(
      `SELECT id FROM appointment WHERE state = 'held' AND starts_at = $1 AND expires_at > app_now()`,
      [startsAt],
    );
  expect(await held()).toHaveLength(1);
  await page.goBack();
  await page.goto(page.url().includes('/zeit') ? page.url() : at('/termin'));
  await toTimes(page);
  await expect(page.getByText(/bleibt reserviert, bis Sie eine andere wählen/)).toBeVisible();
  await pressTime(page, 3);
  await page.waitForURL(/\/termin\/daten/);
  expect(await held()).toHaveLength(0);
});

test('a page that was left frees the time soon, one that is looked at keeps it (BK5)', async ({ page }) => {
  await toTimes(page);
  const startsAt = await pressTime(page);
  await page.waitForURL(/\/termin\/daten/);
  await page.goto('about:blank');
  await expect.poll(() => minutesHeld(startsAt)).toBeLessThan(2.1);
  await page.goBack();
  await page.waitForURL(/\/termin\/daten/);
  await expect.poll(() => minutesHeld(startsAt), { timeout: 10_000 }).toBeGreaterThan(8);
});

test('a time that was made up is refused and nothing is held', async ({ page }) => {
  await toTimes(page);
  const time = page.locator('main button[name="zeit"]').first();
  for (const value of ['gestern', '2020-01-01T09:00:00Z', '']) {
    await time.evaluate((button, made) => button.setAttribute('value', made), value);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.locator('main button[name="zeit"]').first().click(),
    ]);
    expect(answer.status()).toBe(422);
    await expect(page.getByText(/Diese Zeit (können wir nicht finden|ist gerade vergeben worden)/)).toBeVisible();
    await page.reload();
  }
});
