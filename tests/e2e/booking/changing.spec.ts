import { expect, type Page, test } from '@playwright/test';
import {
  booked,
  enterAccessCode,
  expectSoundInBothThemes,
  heading,
  openByCode,
  openLink,
  soon,
  stateOf,
} from './booked.ts';
import { at, pressTime } from './journey.ts';
import { tabTo } from './keyboard.ts';
import { demoSignIn, expectSound, signIn, staffPage } from '../identity/staff.ts';
import { codeTo, mailsTo, mailTo, minutesLater, minutesUntil } from './world.ts';

test.use({ viewport: { width: 320, height: 640 } });

for (const javaScriptEnabled of [false, true]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}, 320 px wide`, () => {
    test.use({ javaScriptEnabled });
    const expectPageSound = async (page: Page) => {
      if (javaScriptEnabled) await expectSoundInBothThemes(page);
    };

    test('with the booking code: moved, switched, cancelled, taken back, and left (BK6, BK7, BK11, AX1)', async ({
      page,
    }) => {
      const mine = await booked();
      await page.goto(at('/termin'));
      await page.getByRole('link', { name: 'Termin ansehen, verschieben oder absagen' }).click();
      await page.waitForURL(/\/termin\/mein$/);
      await expectPageSound(page);
      await page.locator('#buchungscode').fill(` ${mine.bookingCode.toLowerCase()} `);
      await page.getByRole('button', { name: 'Sechs Ziffern schicken' }).click();
      await page.waitForURL(/\/termin\/mein\/code$/);
      await expectPageSound(page);
      await enterAccessCode(page, await codeTo(mine.email, 3));
      await page.waitForURL(/\/termin\/mein\/anzeigen$/);
      await expect(heading(page)).toHaveText('Das ist Ihr Termin');
      await expect(page.locator('main')).not.toContainText('Hohenstein');
      await expectPageSound(page);

      await test.step('the new time is held, and the old one kept, until it is confirmed', async () => {
        await page.getByRole('link', { name: 'Termin verschieben' }).click();
        await page.waitForURL(/\/termin\/mein\/verschieben$/);
        await expectPageSound(page);
        await page.getByRole('link', { name: /^Nur / }).click();
        await page.waitForURL(/mit=/);
        await page.getByRole('link', { name: 'Ganzen Monat ansehen' }).click();
        await page.waitForURL(/\/verschieben\/monat\?/);
        await expectPageSound(page);
        if ((await page.locator('main td a').count()) === 0)
          await page.getByRole('link', { name: /^Später: / }).click();
        await page.locator('main td a').last().click();
        await page.waitForURL(/tag=/);
        const startsAt = await pressTime(page);
        await page.waitForURL(/\/verschieben\/pruefen\?/);
        await expect(heading(page)).toHaveText('Soll der Termin so verschoben werden?');
        await expect(page.getByText(/^Für Sie reserviert bis/)).toBeVisible();
        expect((await stateOf(mine)).startsAt).toBe(mine.startsAt.toString());
        await expectPageSound(page);
        await page.getByRole('button', { name: 'Länger reservieren' }).click();
        await expect(page.getByText(/^Die Zeit ist jetzt bis \d{1,2}:\d{2} Uhr reserviert$/)).toBeVisible();
        await page.getByRole('button', { name: 'Termin verschieben' }).click();
        await page.waitForURL(/hinweis=verschoben/);
        await expect(heading(page)).toHaveText('Ihr Termin ist verschoben');
        await expectPageSound(page);
        expect(await stateOf(mine)).toMatchObject({ state: 'confirmed', startsAt, claims: 1 });
        const mail = await mailTo(mine.email, 4);
        expect(mail.subject).toMatch(/^Neue Zeit: /);
        expect(mail.text).toContain(mine.link);
        expect(mail.attachments.map(({ filename }) => filename)).toEqual(['termin.ics']);
      });

      await test.step('another channel at the same time', async () => {
        await page.getByRole('link', { name: 'Anders mit uns sprechen' }).click();
        await page.waitForURL(/\/termin\/mein\/weg$/);
        await expectPageSound(page);
        await page.getByRole('button', { name: 'Auf Telefon umstellen' }).click();
        await page.waitForURL(/hinweis=umgestellt/);
        await expect(page.locator('main dl').first()).toContainText('Am Telefon');
        expect(await stateOf(mine)).toMatchObject({ channel: 'phone', claims: 1 });
        expect((await mailTo(mine.email, 5)).subject).toMatch(/^Geändert: /);
      });

      await test.step('cancelling asks once; taking it back needs no question', async () => {
        await page.getByRole('link', { name: 'Termin absagen' }).click();
        await page.waitForURL(/\/termin\/mein\/absagen$/);
        await expectPageSound(page);
        await page.getByRole('button', { name: 'Ja, Termin absagen' }).click();
        await page.waitForURL(/hinweis=abgesagt/);
        await expect(heading(page)).toHaveText('Ihr Termin ist abgesagt');
        await expect(page.getByText(/^Ihre Zeit bleibt sicher frei bis \d{1,2}:\d{2} Uhr/)).toBeVisible();
        await expectPageSound(page);
        expect(await stateOf(mine)).toMatchObject({ state: 'cancelled', claims: 0 });
        expect((await mailTo(mine.email, 6)).subject).toMatch(/^Abgesagt: /);
        await page.getByRole('button', { name: 'Absage zurücknehmen' }).click();
        await page.waitForURL(/hinweis=gilt-wieder/);
        await expect(heading(page)).toHaveText('Ihr Termin gilt wieder');
        expect(await stateOf(mine)).toMatchObject({ state: 'confirmed', claims: 1 });
        await mailTo(mine.email, 7);
      });

      await page.getByRole('button', { name: 'Anzeige beenden' }).click();
      await page.waitForURL(/hinweis=verlassen/);
      await expect(page.locator('#buchungscode')).toHaveValue('');
      await page.goto(at('/termin/mein/anzeigen'));
      await page.waitForURL(/\/termin\/mein\?hinweis=beendet/);
      await expect(page.getByText('Die Anzeige ist beendet')).toBeVisible();
      await expectPageSound(page);
      expect(await mailsTo(mine.email)).toHaveLength(7);
    });

    test('a time of a move that was left is freed, and all is as it was (BK5, BK6)', async ({ page }) => {
      const mine = await booked();
      await openByCode(page, mine);
      await page.getByRole('link', { name: 'Termin verschieben' }).click();
      const first = await pressTime(page);
      await page.waitForURL(/\/verschieben\/pruefen\?/);
      await page.getByRole('link', { name: 'Zurück' }).click();
      await expect(page.getByText(/ ist für Sie reserviert$/)).toBeVisible();
      await page.getByRole('link', { name: 'Mit dieser Zeit weitermachen' }).click();
      await page.waitForURL(/\/verschieben\/pruefen\?/);
      await page.getByRole('button', { name: 'Alles lassen, wie es ist' }).click();
      await page.waitForURL(/\/termin\/mein\/anzeigen$/);
      expect((await stateOf(mine)).startsAt).toBe(mine.startsAt.toString());
      await page.goto(at('/termin/mein/verschieben'));
      await expect(page.locator(`main button[value="${first}"]`)).toBeVisible();
    });
  });
}

test('by keyboard alone, from the link to the new time (BK11)', async ({ page }) => {
  const mine = await booked();
  const press = async (selector: string) => {
    await tabTo(page, selector);
    await page.keyboard.press('Enter');
  };
  await page.goto(mine.link);
  await press('main form button');
  await page.waitForURL(/\/anzeigen/);
  await expect(heading(page)).toBeFocused();
  await press('main button[value="verschieben"]');
  await page.waitForURL(/\/code\?danach=verschieben/);
  await expect(heading(page)).toBeFocused();
  await tabTo(page, '#code');
  await page.keyboard.type(await codeTo(mine.email, 3));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/verschieben$/);
  await expect(heading(page)).toBeFocused();
  await press('main button[name="zeit"]');
  await page.waitForURL(/\/pruefen/);
  await expect(heading(page)).toBeFocused();
  await press('main button[value="verschieben"]:not(.unseen)');
  await page.waitForURL(/hinweis=verschoben/);
  await expect(heading(page)).toBeFocused();
});

test('the link alone: late by one tap, the advisor sees it; English as well (BK6)', async ({ page, browser }) => {
  const mine = await booked(soon);
  // At most an hour before it begins.
  await minutesLater(Math.max(0, minutesUntil(mine.startsAt) - 60), async () => {
    await openLink(page, mine);
    await expectSoundInBothThemes(page);
    await page.getByRole('button', { name: 'Etwa 10 Minuten' }).click();
    await expect(page.getByText('Sie kommen etwa 10 Minuten später.')).toBeVisible();
    expect(await stateOf(mine)).toMatchObject({ state: 'confirmed', late: 10 });
    await page.getByRole('button', { name: 'Etwa 5 Minuten' }).click();
    await expect(page.getByText('Sie kommen etwa 5 Minuten später.')).toBeVisible();
    await expectSoundInBothThemes(page);
    // Nobody is mailed what they said themselves.
    for (const { subject } of await mailsTo(mine.email)) expect(subject).not.toMatch(/^(Geändert|Neue Zeit|Abgesagt)/);
    await page.goto(at('/termin/mein/anzeigen', 'en'));
    await expect(page.getByText('You will come about 5 minutes later.')).toBeVisible();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add to my calendar' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('termin.ics');

    const advisor = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await signIn(advisor, demoSignIn('schaefer@musterkasse.example'));
    const day = mine.startsAt.toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    await advisor.goto(staffPage(`?tag=${day.toString()}&termin=${mine.id}`));
    await expect(advisor.locator('article')).toContainText('kommt etwa 5 Minuten später');
    await expect(advisor.locator('main ol li', { hasText: 'kommt etwa 5 Minuten später' })).not.toHaveCount(0);
    await expectSound(advisor);
    await advisor.context().close();
  });
});
