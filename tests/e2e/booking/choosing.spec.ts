import { expect, type Page, test } from '@playwright/test';
import { at, enterCode, fillIn, person, pressTime } from './journey.ts';
import { tabTo } from './keyboard.ts';
import { codeTo, rows } from './world.ts';

const times = (page: Page) => page.locator('main button[name="zeit"]');
const onSite = '/termin/zeit?leistung=hilfsmittel&kanal=vor-ort&ort=koeln';

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('two topics in one appointment, in another language, with company: chosen, kept, booked (BK9, BK10, BK11)', async ({
      page,
    }) => {
      const who = person();
      await page.goto(at('/termin/weg?leistung=hilfsmittel'));
      await page.getByRole('link', { name: 'Weiteres Thema dazunehmen' }).click();
      await page.locator('main li a[href*="dazu=krankengeld"]').click();
      await expect(page.locator('main')).toContainText('Zusammen dauert der Termin 60 Minuten.');
      await page.getByRole('link', { name: 'Mit diesen Themen weiter' }).click();
      await page.locator('main li a[href*="ort=koeln"]').click();
      await page.waitForURL(/\/termin\/zeit\?/);

      await page.locator('main summary').click();
      await page.getByLabel('Sprache der Beratung').selectOption({ label: 'Türkisch' });
      await page.getByLabel('Jemand kommt mit').check();
      await page.getByRole('button', { name: 'Passende Zeiten zeigen' }).click();
      await page.waitForURL(/sprache=tr/);
      await expect(page.locator('main summary')).toHaveText('Ihre Wünsche: Beratung auf Türkisch, mit Begleitung');
      expect(new Set(await times(page).locator('span').nth(1).allInnerTexts())).toEqual(new Set(['Frau Yıldız']));
      for (const whom of await times(page).allInnerTexts()) expect(whom).toContain('Frau Yıldız');

      // What is chosen stays through everything that narrows the times.
      await page.getByRole('link', { name: 'Vormittags' }).click();
      await page.waitForURL(/tageszeit=vormittag/);
      await page.getByRole('link', { name: 'Ganzen Monat ansehen' }).click();
      await expect(page.locator('main')).toContainText('Ihre Wünsche: Beratung auf Türkisch, mit Begleitung');
      const later = page.getByRole('link', { name: /^Später: / });
      if ((await page.locator('main td a').count()) === 0) await later.click();
      await page.locator('main td a').first().click();
      await page.waitForURL(/tag=\d{4}-\d{2}-\d{2}/);
      await pressTime(page);
      await page.waitForURL(/\/termin\/daten/);
      await expect(page.locator('main dl').first()).toContainText('Hilfsmittel, Krankengeld');
      await fillIn(page, who);
      await page.getByRole('button', { name: 'Code schicken' }).click();
      await page.waitForURL(/\/termin\/code/);
      await enterCode(page, await codeTo(who.email));
      await page.waitForURL(/\/termin\/fertig/);
      const facts = page.locator('main dl').first();
      for (const fact of ['Hilfsmittel', 'Krankengeld', '60 Minuten', 'Beratung auf Türkisch', 'mit Begleitung'])
        await expect(facts).toContainText(fact);
      const code = /[2-9A-Z]{4} [2-9A-Z]{4}/.exec(await facts.innerText())?.[0] ?? '';
      expect(
        await rows(
          `SELECT (SELECT string_agg(s.slug, ',') FROM appointment_service f JOIN service s ON s.id = f.service_id WHERE f.appointment_id = a.id) AS further
           FROM appointment a WHERE a.booking_code = $1`,
          [code.replace(' ', '')],
        ),
      ).toEqual([{ further: 'krankengeld' }]);
    });
  });
}

test('the month by keyboard alone: a day with free times, named and counted, leads to its times (BK10, BK11)', async ({
  page,
}) => {
  await page.goto(at(onSite));
  await tabTo(page, 'main a[href*="/termin/monat"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/monat\?/);
  await expect(page.locator('caption')).toHaveText(/^\S+ \d{4}$/);
  if ((await page.locator('main td a').count()) === 0) {
    await tabTo(page, 'main nav a[href*="monat="]');
    await page.keyboard.press('Enter');
    await page.locator('main td a').first().waitFor();
  }
  await tabTo(page, 'main td a');
  const said = await page.locator('main td a').first().locator('.unseen').innerText();
  const [, day = '', count = ''] =
    /^(\S+, \d+\. \S+?),(?:.*) (\d+) Zeit(?:en)? frei$/.exec(said.replaceAll('\n', '')) ?? [];
  await page.keyboard.press('Enter');
  await page.waitForURL(/tag=/);
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(day);
  await expect(times(page)).toHaveCount(Number(count));
});

test('wishes that nobody can fulfil: said so, with what is free in another way and the phone (BK9)', async ({
  page,
}) => {
  await page.goto(at(`${onSite}&sprache=pl`));
  await expect(page.getByText('Mit dieser Auswahl ist nichts frei')).toBeVisible();
  await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
  const elsewhere = page.getByRole('region', { name: 'Auf anderem Weg ist noch etwas frei' });
  await expect(elsewhere.locator('a').first()).toContainText(/ab \S+, \d+\. /);
  await elsewhere.locator('a[href*="ort=bonn"]').click();
  await page.waitForURL(/ort=bonn.*sprache=pl/);
  await expect(times(page).first()).toContainText('Nowak-Lindqvist');
});

test('a day without free times says when the next one is (BK10)', async ({ page }) => {
  const [sunday] = await rows<{ day: string }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day FROM generate_series(app_now()::date + 3, app_now()::date + 10, interval '1 day') AS day WHERE extract(isodow FROM day) = 7 LIMIT 1`,
  );
  await page.goto(at(`${onSite}&tag=${sunday?.day}`));
  await expect(page.getByText('An diesem Tag ist nichts frei')).toBeVisible();
  await page.getByRole('link', { name: 'Zeiten an diesem Tag ansehen' }).click();
  await expect(times(page).first()).toBeVisible();
});
