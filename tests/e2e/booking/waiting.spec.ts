import { expect, type Page, test } from '@playwright/test';
import { offerKeptTime } from '#tests/setup/kept-time.ts';
import { stackUnderTest } from '../stack-under-test.ts';
import { booked, expectRefused, expectSoundInBothThemes, heading, openByCode, stateOf } from './booked.ts';
import { at, person, press } from './journey.ts';
import { pressEnter, tabTo } from './keyboard.ts';
import { codeTo, rows } from './world.ts';
import { byDay, giveBack, join, mailAbout, topic, toWaitingCode, waysIn } from './waiting-journey.ts';

/** One after the other, and none before a scheduler's tick. */
test.setTimeout(150_000);

/** What a window of 1280 × 1024 shows at 400 % */
const zoomed = { width: 320, height: 256 } as const;
const summary = '[aria-labelledby="fehler-titel"]';

test('from a page of times to the waiting list at 400 %, by keyboard alone, with every mistake on the way (BK8, BK11, AX1)', async ({
  page,
}) => {
  await page.setViewportSize(zoomed);
  const who = person();
  await page.goto(at(`/termin/zeit?${topic}`));
  await tabTo(page, 'main a[href*="/termin/warteliste?"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/warteliste\?/);
  await expect(heading(page)).toHaveText('Wann würde es Ihnen passen?');
  await expectSoundInBothThemes(page);
  // A first day after the last one, which is one week ahead.
  await tabTo(page, 'input[name="bis"]');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, '#ab');
  await page.keyboard.type('01012031');
  await tabTo(page, 'main form button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/hinweis=tage/);
  await expect(page.locator(summary)).toBeFocused();
  await expect(page.locator('#ab-fehler')).toContainText('Bitte wählen Sie einen Tag zwischen heute und dem');
  await expect(page.locator('#ab')).toHaveValue('2031-01-01');
  await expect(page.locator('input[name="bis"]').first()).toBeChecked();
  await expectSoundInBothThemes(page);
  await page.goto(at(`/termin/monat?${topic}`));
  await tabTo(page, 'main a[href*="/termin/warteliste?"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/warteliste\?/);
  await tabTo(page, 'main form button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/warteliste\/daten/);
  await expect(page.locator('#concern')).toHaveCount(0);
  await tabTo(page, '#firstName');
  await page.keyboard.type(who.firstName);
  await tabTo(page, 'button[value="senden"]:not(.unseen)');
  expect((await pressEnter(page)).status()).toBe(422);
  await expect(page.locator(summary)).toBeFocused();
  await expect(page.locator('#firstName')).toHaveValue(who.firstName);
  await expectSoundInBothThemes(page);
  await tabTo(page, 'input[name="gender"]');
  await page.keyboard.press('Space');
  for (const field of ['firstName', 'lastName', 'kvnr', 'phone', 'email'] as const) {
    await tabTo(page, `#${field}`);
    await page.keyboard.type(who[field]);
  }
  await pressEnter(page);
  await page.waitForURL(/\/termin\/warteliste\/code/);
  await expect(heading(page)).toBeFocused();
  await expect(page.locator('main')).toContainText(`sechs Ziffern per E-Mail an ${who.email}`);
  await expectSoundInBothThemes(page);
  await tabTo(page, '#code');
  await pressEnter(page);
  await expect(page.locator('#code-fehler')).toContainText('Bitte geben Sie die sechs Ziffern');
  await tabTo(page, '#code');
  await page.keyboard.type('000000');
  await pressEnter(page);
  await expect(page.locator('#code-fehler')).toContainText('noch 4 Versuche');
  await expect(page.locator('#code')).toHaveValue('000000');
  await expectSoundInBothThemes(page);
  await rows(`UPDATE one_time_code SET tries_left = 0 WHERE purpose = 'join_waiting_list'`);
  await tabTo(page, '#code');
  await pressEnter(page);
  await expect(page.getByText('Dieser Code gilt nicht mehr')).toBeVisible();
  await expectSoundInBothThemes(page);
  await tabTo(page, 'main form button');
  await pressEnter(page);
  await expect(page.getByText('Ein neuer Code ist unterwegs')).toBeVisible();
  await expectSoundInBothThemes(page);
  await tabTo(page, '#code');
  await page.keyboard.type(await codeTo(who.email, 2));
  await pressEnter(page);
  await page.waitForURL(/\/termin\/warteliste\/stand/);
  await expect(heading(page)).toHaveText('Sie stehen auf der Warteliste');
  await expect(heading(page)).toBeFocused();
  await expectSoundInBothThemes(page);
  await tabTo(page, '#verlassen ~ details summary');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button[value="loeschen"]');
  await pressEnter(page);
  await page.waitForURL(/\/termin\/warteliste\/geloescht/);
  await expect(heading(page)).toBeFocused();
  await expectSoundInBothThemes(page);
  const [left] = await rows<{ entries: number }>(`SELECT count(*)::int AS entries FROM waiting_entry`);
  expect(left?.entries).toBe(0);
});

/** Off the list: what it means is read first. */
async function leave(page: Page): Promise<void> {
  await page.getByText('Eintrag löschen', { exact: true }).click();
  await press(page, 'Ja, jetzt löschen');
}

test('a time comes free: the first is asked and declines, the second accepts without JavaScript (BK8, BK4)', async ({
  page,
  browser,
}) => {
  await byDay(async () => {
    const [first, second] = [person(), person()];
    const given = await giveBack(page);
    // By the clock of both: nobody is asked before they are in line.
    const [one, two] = [
      await browser.newContext({ viewport: zoomed }),
      await browser.newContext({ javaScriptEnabled: false }),
    ];
    const [reader, scriptless] = [await one.newPage(), await two.newPage()];
    await join(reader, first, given.day);
    const offer = await mailAbout(first.email, 'Eine Zeit ist frei');
    expect(offer.text).not.toMatch(/Mitgliedschaft|Hohenstein/);
    await joinWithoutScripts(scriptless, second, given.day);

    // A scanner opens the link: nothing is shown and nothing happens.
    const { link } = waysIn(offer);
    await reader.goto(link);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText(
      'Möchten Sie Ihren Eintrag in der Warteliste ansehen?',
    );
    await expectSoundInBothThemes(reader);
    await tabTo(reader, 'main form button');
    await reader.keyboard.press('Enter');
    await reader.waitForURL(/\/termin\/warteliste\/stand/);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Diese Zeit ist für Sie frei');
    await expectSoundInBothThemes(reader);
    await tabTo(reader, 'button[value="ablehnen"]');
    await pressEnter(reader);
    await expect(reader.getByText('Sie haben abgelehnt', { exact: true })).toBeVisible();
    await expectSoundInBothThemes(reader);

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
    await leave(reader);
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
    await expectRefused(reader, 'Diese Zeit annehmen', 'Diese Zeit ist nicht mehr für Sie frei');
    const { text } = await mailAbout(who.email, 'Die Zeit ist nicht mehr für Sie frei');
    expect(waysIn({ text }).code).toMatch(/^.{9}$/);
    await reader.reload();
    await expect(reader.getByText(/^Die Zeit am .* ist nicht mehr für Sie frei$/)).toBeVisible();
    await expectSoundInBothThemes(reader);
    // A time that cannot be had any more, as after a change of hours.
    await offerKeptTime(stackUnderTest().migrateUrl, 'open');
    await reader.reload();
    await expectRefused(reader, 'Diese Zeit annehmen', 'Diese Zeit gibt es nicht mehr');
    await leave(reader);
    await context.close();
  });
});

test('from an appointment to the waiting list for an earlier one, which ends without a trace (BK8, BK6)', async ({
  page,
}) => {
  await page.setViewportSize(zoomed);
  const mine = await booked({ from: 5 });
  await openByCode(page, mine);
  await tabTo(page, 'main a[href$="/termin/warteliste/frueher"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/warteliste\/frueher/);
  await expectSoundInBothThemes(page);
  await page
    .locator('input[name="bis"]')
    .last()
    .evaluate((radio) => radio.setAttribute('value', '2031-01-01'));
  await expectRefused(page, 'Bescheid geben, wenn etwas frei wird', 'Dieser Tag passt nicht');
  await page.reload();
  await tabTo(page, 'main form button');
  await pressEnter(page);
  await page.waitForURL(/\/termin\/warteliste\/stand/);
  await expect(page.locator('main dl')).toContainText('Ihr Termin jetzt');
  await expectSoundInBothThemes(page);
  const { text } = await mailAbout(mine.email, 'Sie stehen auf der Warteliste');
  expect(text).toContain('Ihren Termin behalten Sie');
  // Without the link: from the page on which one books to the code of the message.
  const { code } = waysIn({ text });
  await page.goto(at('/termin'));
  await tabTo(page, 'main a[href$="/termin/warteliste/mein"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/termin\/warteliste\/mein/);
  await tabTo(page, '#wartecode');
  await page.keyboard.type('ABCD EFG0');
  await pressEnter(page);
  await expect(page.locator('#wartecode-fehler')).toContainText('0, 1, I, O und U kommen nie darin vor.');
  await expect(page.locator('#wartecode')).toHaveValue('ABCD EFG0');
  await expectSoundInBothThemes(page);
  await tabTo(page, '#wartecode');
  await page.keyboard.type(code.toLowerCase());
  await pressEnter(page);
  await page.waitForURL(/\/termin\/warteliste\/stand/);
  await leave(page);
  await page.waitForURL(/\/termin\/warteliste\/geloescht/);
  await expect(page.getByText('Ihr Termin bleibt, wie er ist.')).toBeVisible();
  expect(await stateOf(mine)).toMatchObject({ state: 'confirmed', claims: 1 });
  await page.goto(at('/termin/warteliste/mein'));
  await page.locator('#wartecode').fill(code);
  await expectRefused(page, 'Mit dem Code anzeigen', 'Dazu gibt es keinen Eintrag mehr');
});

async function joinWithoutScripts(page: Page, who: ReturnType<typeof person>, day: string): Promise<void> {
  await toWaitingCode(page, who, day);
  await page.locator('#code').fill(/\d{6}/.exec((await mailAbout(who.email, 'Ihr Code')).text)?.[0] ?? '');
  await page.getByRole('button', { name: 'In die Warteliste eintragen' }).click();
  await page.waitForURL(/\/termin\/warteliste\/stand/);
}
