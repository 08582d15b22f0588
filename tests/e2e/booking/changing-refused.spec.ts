import { expect, test } from '@playwright/test';
import {
  booked,
  expectRefused,
  expectSoundInBothThemes,
  heading,
  openByCode,
  openLink,
  openToCancel,
  soon,
  stateOf,
  takeRooms,
  toNewTimes,
} from './booked.ts';
import { at, press, pressTime } from './journey.ts';
import { mailsTo, mailTo, minutesLater, minutesUntil, rows } from './world.ts';

test.use({ viewport: { width: 320, height: 640 } });

const mine = (page: string) => at(`/termin/mein${page}`);

test('the hold of a new time ends: the old one stands, the nearest are offered and can be had (BK5, BK6)', async ({
  page,
}) => {
  const own = await booked();
  await openByCode(page, own);
  await page.getByRole('link', { name: 'Termin verschieben' }).click();
  await pressTime(page, 2);
  await page.waitForURL(/\/pruefen\?/);
  await minutesLater(11, async () => {
    expect((await press(page, 'Termin verschieben')).status()).toBe(422);
    await expect(heading(page)).toHaveText('Die neue Zeit ist nicht mehr reserviert');
    await expectSoundInBothThemes(page);
    expect((await stateOf(own)).startsAt).toBe(own.startsAt.toString());
    const startsAt = await pressTime(page, 1);
    await page.waitForURL(/\/pruefen\?/);
    await press(page, 'Termin verschieben');
    await page.waitForURL(/hinweis=verschoben/);
    expect((await stateOf(own)).startsAt).toBe(startsAt);
  });
});

test('a time that is taken, too far away or made up: said so, and nothing is lost (BK6, BK14)', async ({ page }) => {
  const own = await booked();
  await openByCode(page, own);
  await page.goto(mine('/verschieben'));
  await page.getByRole('link', { name: /^Nur / }).click();
  await page.waitForURL(/mit=/);
  const pressValue = async (value: string) => {
    const time = page.locator('main button[name="zeit"]').last();
    await time.evaluate((button, made) => button.setAttribute('value', made), value);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.locator('main button[name="zeit"]').last().click(),
    ]);
    expect(answer.status()).toBe(422);
  };
  await pressValue(own.startsAt.toString());
  await expect(page.getByText('Diese Zeit ist gerade vergeben worden')).toBeVisible();
  const nearest = page.getByRole('region', { name: 'Nächste freie Zeiten' }).locator('button[name="zeit"]');
  await expect(nearest).toHaveCount(3);
  await expectSoundInBothThemes(page);
  await page.reload();
  await pressValue('2030-01-01T09:00:00Z');
  await expect(page.getByText('So weit lässt sich der Termin nicht verschieben')).toBeVisible();
  await page.reload();
  await pressValue('gestern');
  await expect(page.getByText('Diese Zeit können wir nicht finden')).toBeVisible();
  expect(await stateOf(own)).toMatchObject({ state: 'confirmed', startsAt: own.startsAt.toString(), claims: 1 });
});

test('changed in another window meanwhile: nothing happens but that one sees it (BK6, BK14)', async ({
  page,
  context,
}) => {
  const own = await booked();
  await openByCode(page, own);
  const other = await context.newPage();

  await page.goto(mine('/absagen'));
  await other.goto(mine('/weg'));
  await other.getByRole('button', { name: 'Auf Telefon umstellen' }).click();
  await other.waitForURL(/hinweis=umgestellt/);
  await expectRefused(page, 'Ja, Termin absagen', 'Der Termin wurde inzwischen geändert');
  await expect(page.locator('main dl').first()).toContainText('Am Telefon');
  expect(await stateOf(own)).toMatchObject({ state: 'confirmed', channel: 'phone' });

  await toNewTimes(page, own);
  await pressTime(page, 1);
  await page.waitForURL(/\/pruefen\?/);
  await toNewTimes(other, own);
  const second = await pressTime(other, 3);
  await other.waitForURL(/\/pruefen\?/);
  await expectRefused(page, 'Termin verschieben', 'Hier steht jetzt eine andere neue Zeit');
  expect((await stateOf(own)).startsAt).toBe(own.startsAt.toString());
  await press(page, 'Termin verschieben');
  await page.waitForURL(/hinweis=verschoben/);
  expect((await stateOf(own)).startsAt).toBe(second);

  // The same wish twice is the same wish: the second press finds it done.
  await page.goto(mine('/absagen'));
  await other.goto(mine('/absagen'));
  await press(other, 'Ja, Termin absagen');
  await other.waitForURL(/hinweis=abgesagt/);
  await press(page, 'Ja, Termin absagen');
  await page.waitForURL(/hinweis=abgesagt/);
  await mailTo(own.email, 6);
  expect(await mailsTo(own.email)).toHaveLength(6);

  await rows('DELETE FROM reopening WHERE appointment_id = $1::uuid', [own.id]);
  await expectRefused(page, 'Absage zurücknehmen', 'Ihre Zeit ist inzwischen vergeben');
  await expect(page.getByRole('button', { name: 'Absage zurücknehmen' })).toHaveCount(0);
  await page.goto(mine('/verschieben'));
  await expect(page.getByText('Der Termin ist schon abgesagt')).toBeVisible();
  await expectSoundInBothThemes(page);
});

test('presses that come twice do a thing once, and so does the way back (BK6, MS4)', async ({ page }) => {
  const own = await booked();
  await openByCode(page, own);
  await toNewTimes(page, own);
  await page.locator('main button[name="zeit"]').nth(1).dblclick();
  await page.waitForURL(/\/pruefen\?/);
  const held = await rows(`SELECT 1 FROM appointment WHERE moves_id = $1::uuid AND state = 'held'`, [own.id]);
  expect(held).toHaveLength(1);
  const check = page.url();
  await page.getByRole('button', { name: 'Termin verschieben' }).dblclick();
  await page.waitForURL(/hinweis=verschoben/);
  await page.goto(check);
  await page.waitForURL(/\/anzeigen$/);
  await page.goto(mine('/absagen'));
  await page.getByRole('button', { name: 'Ja, Termin absagen' }).dblclick();
  await page.waitForURL(/hinweis=abgesagt/);
  await page.getByRole('button', { name: 'Absage zurücknehmen' }).dblclick();
  await page.waitForURL(/hinweis=gilt-wieder/);
  await mailTo(own.email, 6);
  expect(await mailsTo(own.email)).toHaveLength(6);
});

test('past the deadline: why, until when it was, the phone; not coming by one tap, and taken back (BK6)', async ({
  page,
}) => {
  const own = await booked(soon);
  await openToCancel(page, own);
  await minutesLater(minutesUntil(own.startsAt) - 3, async () => {
    await expectRefused(page, 'Ja, Termin absagen', 'Online lässt sich der Termin nicht mehr ändern');
    expect(await stateOf(own)).toMatchObject({ state: 'confirmed' });
    await page.getByRole('link', { name: 'Termin ansehen' }).first().click();
    await page.waitForURL(/\/anzeigen$/);
    await expectSoundInBothThemes(page);
    await press(page, 'Ich komme nicht');
    await page.waitForURL(/hinweis=abgesagt/);
    expect(await stateOf(own)).toMatchObject({ state: 'cancelled' });
    await press(page, 'Absage zurücknehmen');
    await page.waitForURL(/hinweis=gilt-wieder/);
  });
  await minutesLater(minutesUntil(own.startsAt) + 1, async () => {
    await page.goto(mine('/anzeigen'));
    await expect(page.getByText('Der Termin hat schon begonnen')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Etwa 5 Minuten' })).toBeVisible();
    await expectSoundInBothThemes(page);
  });
  await minutesLater(minutesUntil(own.startsAt) + 31, async () => {
    await openLink(page, own);
    await expect(heading(page)).toHaveText('Dieser Termin ist vorbei');
    await expectSoundInBothThemes(page);
  });
});

test('a channel that cannot be had at this time: why not, and times at which it can (BK6)', async ({ page }) => {
  const own = await booked({ service: 'hilfsmittel' });
  await takeRooms(own);
  await openByCode(page, own);
  await page.getByRole('link', { name: 'Anders mit uns sprechen' }).click();
  const onSite = page.locator('main li', { hasText: 'Vor Ort in' });
  await expect(onSite).toContainText('Zu dieser Zeit ist kein passender Raum frei.');
  await expect(onSite.getByRole('button')).toHaveCount(0);
  await expectSoundInBothThemes(page);
  await onSite.getByRole('link', { name: 'Andere Zeit vor Ort suchen' }).click();
  await page.waitForURL(/\/verschieben\?kanal=vor-ort&ort=/);
  const startsAt = await pressTime(page);
  await page.waitForURL(/\/pruefen\?/);
  await expect(page.getByRole('region', { name: 'Neu' })).toContainText('Vor Ort');
  await press(page, 'Termin verschieben');
  await page.waitForURL(/hinweis=verschoben/);
  expect(await stateOf(own)).toMatchObject({ channel: 'on_site', startsAt });
});

test('a seat of a group: another session, no other channel, cancelled and taken back (OR2, BK6)', async ({ page }) => {
  const own = await booked({ service: 'pflegekurs', channel: 'on_site', center: 'koeln', hours: [16, 19] });
  await openByCode(page, own);
  await expect(page.getByRole('link', { name: 'Anders mit uns sprechen' })).toHaveCount(0);
  await page.goto(mine('/weg'));
  await expect(page.getByText('Der Kurs bleibt, wie er geplant ist')).toBeVisible();
  await expectSoundInBothThemes(page);
  await page.getByRole('link', { name: 'Anderen Kurstermin ansehen' }).click();
  await page.waitForURL(/\/verschieben$/);
  await expect(page.getByText(/noch \d+ Pl/).first()).toBeVisible();
  const startsAt = await pressTime(page);
  await page.waitForURL(/\/pruefen\?/);
  await press(page, 'Termin verschieben');
  await page.waitForURL(/hinweis=verschoben/);
  expect(await stateOf(own)).toMatchObject({ state: 'confirmed', startsAt });
  await page.goto(mine('/absagen'));
  await press(page, 'Ja, Termin absagen');
  await page.waitForURL(/hinweis=abgesagt/);
  await expect(page.getByText('Das geht, solange im Kurs ein Platz frei ist.')).toBeVisible();
  await expectSoundInBothThemes(page);
  await press(page, 'Absage zurücknehmen');
  await page.waitForURL(/hinweis=gilt-wieder/);
  expect(await stateOf(own)).toMatchObject({ state: 'confirmed', startsAt });
});
