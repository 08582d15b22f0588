import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { booked, openByCode, stateOf } from './booked.ts';
import { at, person, press } from './journey.ts';
import { rows } from './world.ts';
import { byDay, giveBack, join, mailAbout, topic, toWaitingCode, waysIn } from './waiting-journey.ts';

/** One after the other, and none before a scheduler's tick. */
test.setTimeout(150_000);

async function isAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

test('from a page of times to the waiting list, with every mistake on the way (BK8, BK11)', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const who = person();
  await page.goto(at(`/termin/zeit?${topic}`));
  await page.getByRole('link', { name: 'Auf die Warteliste' }).click();
  await page.waitForURL(/\/termin\/warteliste\?/);
  await isAccessible(page);
  // The last day before the first one.
  await page.locator('#bis').check();
  await page.locator('#ab').fill('2031-01-01');
  await page.getByRole('button', { name: 'Diese Tage merken' }).click();
  await page.waitForURL(/hinweis=tage/);
  await expect(page.getByText('Diese Tage passen nicht zusammen')).toBeVisible();
  await isAccessible(page);
  await page.goto(at(`/termin/monat?${topic}`));
  await page.getByRole('link', { name: 'Auf die Warteliste' }).click();
  await page.getByRole('button', { name: 'Diese Tage merken' }).click();
  await page.waitForURL(/\/termin\/warteliste\/daten/);
  await expect(page.locator('#concern')).toHaveCount(0);
  await page.locator('#firstName').fill(who.firstName);
  expect((await press(page, 'Code schicken')).status()).toBe(422);
  await expect(page.locator('[aria-labelledby="fehler-titel"]')).toBeFocused();
  await expect(page.locator('#firstName')).toHaveValue(who.firstName);
  await isAccessible(page);
  const { concern: _concern, gender, ...texts } = who;
  await page.locator(`input[name="gender"][value="${gender}"]`).check();
  for (const [name, text] of Object.entries(texts)) await page.locator(`#${name}`).fill(text);
  await press(page, 'Code schicken');
  await page.waitForURL(/\/termin\/warteliste\/code/);
  await expect(page.locator('main')).toContainText(who.email);
  await isAccessible(page);
  await press(page, 'In die Warteliste eintragen');
  await expect(page.locator('#code-fehler')).toBeVisible();
  await page.locator('#code').fill('000000');
  await press(page, 'In die Warteliste eintragen');
  await expect(page.locator('#code-fehler')).toContainText('noch 4 Versuche');
  await press(page, 'Neuen Code schicken');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.locator('#code').fill(/\d{6}/.exec((await mailAbout(who.email, 'Ihr Code')).text)?.[0] ?? '');
  await press(page, 'In die Warteliste eintragen');
  await page.waitForURL(/\/termin\/warteliste\/stand/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sie stehen auf der Warteliste');
  await isAccessible(page);
  await press(page, 'Eintrag löschen');
  await page.waitForURL(/\/termin\/warteliste\/geloescht/);
  await isAccessible(page);
  const [left] = await rows<{ entries: number }>(`SELECT count(*)::int AS entries FROM waiting_entry`);
  expect(left?.entries).toBe(0);
});

test('a time comes free: the first is asked and declines, the second accepts without JavaScript (BK8, BK4)', async ({
  page,
  browser,
}) => {
  await byDay(async () => {
    const [first, second] = [person(), person()];
    const given = await giveBack(page);
    // By the clock of both: nobody is asked before they are in line.
    const [one, two] = [await browser.newContext(), await browser.newContext({ javaScriptEnabled: false })];
    const [reader, scriptless] = [await one.newPage(), await two.newPage()];
    await join(reader, first, given.day);
    const offer = await mailAbout(first.email, 'Eine Zeit ist frei');
    expect(offer.text).not.toMatch(/Mitgliedschaft|Hohenstein/);
    await joinWithoutScripts(scriptless, second, given.day);

    // A scanner opens the link: nothing is shown and nothing happens.
    const { link } = waysIn(offer);
    await reader.goto(link);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Möchten Sie Ihren Eintrag ansehen?');
    await isAccessible(reader);
    await reader.getByRole('button', { name: 'Meinen Eintrag anzeigen' }).click();
    await reader.waitForURL(/\/termin\/warteliste\/stand/);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Diese Zeit ist für Sie frei');
    await isAccessible(reader);
    await press(reader, 'Ablehnen und weiter warten');
    await expect(reader.getByText('Sie haben abgelehnt und warten weiter')).toBeVisible();
    await isAccessible(reader);

    const { link: secondLink, code } = waysIn(await mailAbout(second.email, 'Eine Zeit ist frei'));
    await scriptless.goto(secondLink);
    await scriptless.locator('#wartecode').fill('ABCD');
    await scriptless.getByRole('button', { name: 'Mit dem Code anzeigen' }).click();
    await expect(scriptless.locator('#wartecode-fehler')).toBeVisible();
    await scriptless.locator('#wartecode').fill(code.toLowerCase());
    await scriptless.getByRole('button', { name: 'Mit dem Code anzeigen' }).click();
    await scriptless.waitForURL(/\/termin\/warteliste\/stand/);
    // Tries of the code are counted where it is typed; a cookie that held it could be forged uncounted.
    const remembered = (await two.cookies()).find(({ name }) => name === '__Host-termin-warteliste');
    expect(remembered?.value).toMatch(/^[\w-]{43}$/);
    await scriptless.getByRole('button', { name: 'Diese Zeit annehmen' }).click();
    await scriptless.waitForURL(/\/termin\/fertig/);
    await expect(scriptless.getByRole('heading', { level: 1 })).toHaveText('Ihr Termin ist gebucht');
    // The code was enough for that, so nothing of the person is shown.
    await expect(scriptless.getByRole('main')).not.toContainText(second.email);
    await mailAbout(second.email, 'Ihr Termin am');
    // The link leads nowhere any more, and says so.
    await scriptless.goto(secondLink);
    await scriptless.locator('#wartecode').fill(code);
    await scriptless.getByRole('button', { name: 'Mit dem Code anzeigen' }).click();
    await expect(scriptless.getByText('Dazu gibt es keinen Eintrag mehr')).toBeVisible();
    const [taken] = await rows<{ state: string; kept: number }>(
      `SELECT a.state::text, (SELECT count(*)::int FROM reopening r WHERE r.starts_at = a.starts_at AND r.advisor_id = a.advisor_id) AS kept
       FROM appointment a WHERE a.starts_at = $1 AND a.state = 'confirmed' ORDER BY confirmed_at DESC LIMIT 1`,
      [given.startsAt],
    );
    expect(taken).toEqual({ state: 'confirmed', kept: 0 });
    // Whoever waits on would be asked first in the next journey.
    await press(reader, 'Eintrag löschen');
    await one.close();
    await two.close();
  });
});

test('who answers too late is told, and goes on waiting (BK8)', async ({ page, browser }) => {
  await byDay(async () => {
    const who = person();
    const given = await giveBack(page);
    const context = await browser.newContext();
    const reader = await context.newPage();
    await join(reader, who, given.day);
    await mailAbout(who.email, 'Eine Zeit ist frei');
    await reader.reload();
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Diese Zeit ist für Sie frei');
    await rows(`UPDATE waiting_offer SET expires_at = app_now() WHERE state = 'open'`);
    expect((await press(reader, 'Diese Zeit annehmen')).status()).toBe(422);
    await expect(reader.getByText('Diese Zeit ist nicht mehr für Sie frei')).toBeVisible();
    await isAccessible(reader);
    await mailAbout(who.email, 'Das Angebot ist abgelaufen');
    await press(reader, 'Eintrag löschen');
    await context.close();
  });
});

test('from an appointment to the waiting list for an earlier one, which ends without a trace (BK8, BK6)', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const mine = await booked({ from: 5 });
  await openByCode(page, mine);
  await page.getByRole('link', { name: 'Früher drankommen' }).click();
  await page.waitForURL(/\/termin\/warteliste\/frueher/);
  await isAccessible(page);
  await press(page, 'Bescheid geben, wenn etwas frei wird');
  await page.waitForURL(/\/termin\/warteliste\/stand/);
  await expect(page.locator('main dl')).toContainText('Ihr Termin jetzt');
  await isAccessible(page);
  const { text } = await mailAbout(mine.email, 'Sie stehen auf der Warteliste');
  expect(text).toContain('Ihren Termin behalten Sie');
  await press(page, 'Eintrag löschen');
  await page.waitForURL(/\/termin\/warteliste\/geloescht/);
  expect(await stateOf(mine)).toMatchObject({ state: 'confirmed', claims: 1 });
});

async function joinWithoutScripts(page: Page, who: ReturnType<typeof person>, day: string): Promise<void> {
  await toWaitingCode(page, who, day);
  await page.locator('#code').fill(/\d{6}/.exec((await mailAbout(who.email, 'Ihr Code')).text)?.[0] ?? '');
  await page.getByRole('button', { name: 'In die Warteliste eintragen' }).click();
  await page.waitForURL(/\/termin\/warteliste\/stand/);
}
