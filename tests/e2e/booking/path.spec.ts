import { text as readText } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { stackUnderTest } from '../stack-under-test.ts';
import { at, book, enterCode, fillIn, person, toCode, toData, toTimes } from './journey.ts';
import { codeTo, mailsTo, mailTo, rows } from './world.ts';

for (const javaScriptEnabled of [false, true]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled });

    test('a member books a video consultation (BK1, BK2, BK4, BK11)', async ({ page }) => {
      const elsewhere: string[] = [];
      const addresses: string[] = [];
      page.on('request', (request) => {
        addresses.push(request.url());
        if (new URL(request.url()).origin !== stackUnderTest().member) elsewhere.push(request.url());
      });
      const who = person();
      const bookingCode = await book(page, who);

      const facts = page.locator('main dl').first();
      await expect(facts).toContainText(`${who.firstName} ${who.lastName}`);
      await expect(facts).toContainText('Per Video');
      await expect(page.locator('main')).toContainText(
        /Ihren Namen, Ihre Nummern und Ihre Adressen löschen wir spätestens am \S+, \d+\. \S+ \d{4}\./,
      );

      const confirmation = await mailTo(who.email, 2);
      expect(confirmation.text).toContain(bookingCode);
      expect(confirmation.text).toMatch(/\/videoberatung#[\w-]{43}/);
      expect(confirmation.attachments.map(({ filename }) => filename)).toEqual(['termin.ics']);
      expect(await mailsTo(who.email)).toHaveLength(2);

      const booked = await rows<{ state: string; drafts: string }>(
        `SELECT state::text, (SELECT count(*) FROM draft WHERE browser_hash = a.browser_hash) AS drafts FROM appointment a WHERE booking_code = $1`,
        [bookingCode.replace(' ', '')],
      );
      expect(booked).toEqual([{ state: 'confirmed', drafts: '0' }]);
      expect(elsewhere).toEqual([]);
      const typed = [who.email, who.phone, who.kvnr, 'Hohenstein', who.concern].map((text) => encodeURIComponent(text));
      for (const address of addresses) for (const text of typed) expect(address).not.toContain(text);
    });

    test('the calendar file names neither topic nor person (BK7)', async ({ page }) => {
      const who = person();
      const bookingCode = await book(page, who);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'In meinen Kalender' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('termin.ics');
      const text = await readText(await file.createReadStream());
      expect(text).toContain('SUMMARY:Ihr Termin');
      expect(text).toContain(bookingCode);
      expect(text).not.toMatch(/Beratung|Pflege|Hohenstein|Stichwort|#/);
    });

    test('a telephone appointment asks for the number that will be called, and the link shows it later (BK4)', async ({
      page,
    }) => {
      const who = person({ kvnr: '', birthDate: '7.3.1951', concern: '' });
      await toData(page, 'telefon');
      await expect(page.locator('#phone-hinweis')).toHaveText('Unter dieser Nummer rufen wir Sie zum Termin an.');
      await fillIn(page, who);
      await page.getByRole('button', { name: 'Code schicken' }).click();
      await page.waitForURL(/\/termin\/code/);
      await enterCode(page, await codeTo(who.email));
      await page.waitForURL(/\/termin\/fertig/);
      expect((await mailTo(who.email, 2)).text).toMatch(/\/termin\/mein#[\w-]{43}/);
    });
  });
}

test('the whole path in English (BK11)', async ({ page }) => {
  const who = person();
  await toTimes(page, 'video', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('When would suit you?');
  await page.locator('main button[name="zeit"]').first().click();
  await page.waitForURL(/\/en\/termin\/daten/);
  await fillIn(page, who);
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.waitForURL(/\/en\/termin\/code/);
  const mail = await mailTo(who.email);
  expect(mail.text).toMatch(/code/i);
  await page.locator('#code').fill(await codeTo(who.email));
  await page.getByRole('button', { name: 'Book the appointment' }).click();
  await page.waitForURL(/\/en\/termin\/fertig/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your appointment is booked');
});

test('one times two presses book once, and back or reload change nothing (BK4, MS4)', async ({ page }) => {
  const who = person();
  await toCode(page, who);
  const code = await codeTo(who.email);
  await page.locator('#code').fill(code);
  await page.getByRole('button', { name: 'Termin buchen' }).dblclick();
  await page.waitForURL(/\/termin\/fertig/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ihr Termin ist gebucht');
  await page.goBack();
  await page.goto(at('/termin/code'));
  await page.waitForURL(/\/termin\/fertig/);
  await mailTo(who.email, 2);
  expect(await mailsTo(who.email)).toHaveLength(2);
});

test('the first page says that booking online is voluntary, and names the other ways (BK1)', async ({ page }) => {
  await page.goto(at('/termin'));
  const notice = page.locator('section', { hasText: 'Online buchen ist freiwillig' }).last();
  for (const way of ['Telefon', 'E-Mail', 'Post', 'Persönlich', 'Datenschutz'])
    await expect(notice.getByText(way, { exact: true })).toBeVisible();
  // The style sheet is within the page, and the policy lets the browser apply it (PF4).
  await expect(page.locator('link[rel=stylesheet]')).toHaveCount(0);
  await expect(page.locator('body')).toHaveCSS('font-family', /^textFont\b/);
});

test('whoever comes in the middle without a reservation starts at the beginning', async ({ page }) => {
  for (const path of [
    '/termin/daten',
    '/termin/code',
    '/termin/fertig',
    '/termin/kalender',
    '/termin/weg?leistung=gibt-es-nicht',
    '/termin/zeit',
  ]) {
    await page.goto(at(path));
    await expect(page).toHaveURL(at('/termin'));
  }
});

test('a browser that keeps no cookie is told so instead of led in circles', async ({ page, context }) => {
  await toTimes(page);
  await context.route('**/*', async (route) => {
    const headers = await route.request().allHeaders();
    await route.continue({ headers: { ...headers, cookie: '' } });
  });
  await page.goto(at('/termin/daten?hinweis=reserviert'));
  await expect(page.getByText('Ihr Browser hat sich die Reservierung nicht gemerkt')).toBeVisible();
});

test('a post from another site is refused before anything happens', async ({ request }) => {
  const answer = await request.post(at('/termin/anwesend'), {
    headers: { origin: 'https://anderswo.example' },
    data: 'weg',
  });
  expect(answer.status()).toBe(403);
});
